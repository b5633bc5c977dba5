using Mlx5Sriov.Inventory;
using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Planning.Ports;

/// <summary>
/// What ends with switchdev mode besides the VFs' representors: the subfunctions, which nothing makes again, and on a DPU the representors of its host's
/// functions, which come back with the mode.
/// </summary>
/// <remarks>
/// mlx5_sf_esw_event in mlx5's sf/devlink.c deactivates and frees every subfunction when the e-switch goes to legacy mode.
/// </remarks>
internal sealed class EndedPorts
{
    private readonly PfSite _pf;
    private readonly DevlinkPort[] _subfunctions;
    private readonly DevlinkPort[] _external;

    private EndedPorts(PfSite pf, IEnumerable<DevlinkPort> ports)
    {
        _pf = pf;
        _subfunctions = [.. ports.Where(p => p.Flavour == DevlinkPortFlavour.PciSf).OrderBy(p => p.SfNumber)];
        _external = [.. ports.Where(p => p.Flavour != DevlinkPortFlavour.PciSf)];
    }

    /// <summary>What a change of the mode ends.</summary>
    public static EndedPorts By(EswitchMode? from, EswitchMode to, HostSnapshot snapshot, PfSite pf) =>
        new(pf, from is EswitchMode.Switchdev or EswitchMode.SwitchdevInactive && to == EswitchMode.Legacy ? [.. snapshot.OtherPorts(pf)] : []);

    private Disruption Disruption => _subfunctions.Length > 0 ? Disruption.VfsDestroyed
        : _external.Length > 0 ? Disruption.VfTrafficStops
        : Disruption.None;

    private IEnumerable<string> Affected =>
    [
        .. _subfunctions.Select(p => $"{_pf.Name} subfunction {p.SfNumber}{Of(p)}"),
        .. _external.Select(p =>
            $"{_pf.Name} function of another host: controller {p.Controller} pf {p.PfNumber}{(p.VfNumber is { } vf ? $" vf {vf}" : "")}{Of(p)}"),
    ];

    /// <summary>What the administrator should know; null for nothing.</summary>
    public string? Warning => _subfunctions.Length == 0 ? null
        : $"{_pf.Name}: its subfunctions ({string.Join(", ", _subfunctions.Select(p => p.SfNumber))}) end with switchdev mode, and nothing makes them again: "
            + "see 'devlink port add'.";

    /// <summary>The step that changes the mode, with what that costs, whom it hits, and whether the way back gives everything back.</summary>
    public Change AddTo(Change step) => step.AlsoEnding(Disruption, Affected, isReversible: _subfunctions.Length == 0);

    private static string Of(DevlinkPort port) => port.NetDevice is { } representor ? $" ({PlainText.Of(representor)})" : "";
}
