using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Simulation.Adapter;
using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Machine;

namespace Mlx5Sriov.Simulation.Seams;

/// <summary>The devlink instances of a simulated host: one for each function that mlx5_core drives.</summary>
internal sealed class SimulatedDevlink(Gate gate, SimulatedMachine machine, SimulatedAdapters adapters) : IDevlink
{
    /// <inheritdoc/>
    public DevlinkInfo? Info(PciAddress device) => gate.Read($"pci/{device}", () => $"devlink dev info pci/{device}", () => DevlinkReport.Info(Driven(device)));

    /// <inheritdoc/>
    /// <remarks>The only look of devlink's that takes CAP_NET_ADMIN (eswitch-get in Documentation/netlink/specs/devlink.yaml).</remarks>
    public Eswitch? Eswitch(PciAddress device) => gate.Read($"pci/{device}", () => $"devlink dev eswitch show pci/{device}", () =>
        machine.IsRoot ? DevlinkReport.Eswitch(Driven(device)) : throw new Refusal(Errno.EPERM));

    /// <inheritdoc/>
    public void SetEswitch(PciAddress device, Eswitch wish) =>
        ChangeIfAny($"pci/{device}", "dev eswitch set", $"{wish}", () =>
        {
            // One request, but each mode is set as it is come to.
            var eswitch = EswitchOf(device);
            if (wish.Mode is { } mode) eswitch.SetMode(mode);
            if (wish.InlineMode is { } inline) eswitch.SetInlineMode(inline);
            if (wish.EncapMode is { } encap) eswitch.SetEncapMode(encap);
        });

    /// <inheritdoc/>
    public IReadOnlyList<DevlinkPort> Ports() => gate.Read<IReadOnlyList<DevlinkPort>>("", () => "devlink port show", () =>
        [.. Functions().SelectMany(f => DevlinkReport.Ports(f, machine.Network.Initial))]);

    /// <inheritdoc/>
    public void SetPortFunction(DevlinkPortHandle port, PortFunction wish) =>
        ChangeIfAny(port.ToString(), "port function set", $"{wish}", () => PortFunctionRequest.Apply(PortOf(port), wish));

    /// <inheritdoc/>
    public IReadOnlyList<DevlinkRate> Rates() => gate.Read<IReadOnlyList<DevlinkRate>>("", () => "devlink port function rate show", () =>
        [.. adapters.Pfs.Where(pf => pf.Eswitch is not null).SelectMany(pf => DevlinkReport.Rates(pf.Eswitch!))]);

    /// <inheritdoc/>
    public void AddRateNode(PciAddress device, string name, RateLimits limits) =>
        Change($"pci/{device}/{name}", "port function rate add", $"{limits}", () => RateRequest.Add(EswitchOf(device), name, limits));

    /// <inheritdoc/>
    public void SetRate(PciAddress device, string name, RateLimits limits) =>
        ChangeIfAny($"pci/{device}/{name}", "port function rate set", $"{limits}", () => RateRequest.Set(EswitchOf(device), name, limits));

    /// <inheritdoc/>
    public void SetRate(DevlinkPortHandle leaf, RateLimits limits) =>
        ChangeIfAny(leaf.ToString(), "port function rate set", $"{limits}", () => RateRequest.Set(LeafOf(leaf), limits));

    /// <inheritdoc/>
    public void DeleteRateNode(PciAddress device, string name) =>
        Change($"pci/{device}/{name}", "port function rate del", "", () => RateRequest.Delete(EswitchOf(device), name));

    /// <summary>Makes a request, unless it wishes for nothing: then there is none to make.</summary>
    private void ChangeIfAny(string target, string command, string value, Action change)
    {
        if (value.Length > 0) Change(target, command, value, change);
    }

    private void Change(string target, string command, string value, Action change) =>
        gate.Write(target, $"devlink {command} {ShellWord.Quote(target)} {value}".TrimEnd(), value.Length == 0 ? null : value, () =>
        {
            if (!machine.IsRoot) throw new Refusal(Errno.EPERM);
            change();
        });

    private IEnumerable<Mlx5Function> Functions() =>
        adapters.Pfs.SelectMany(pf => pf.Vfs.Prepend<Mlx5Function>(pf)).Where(f => f.Driver is Mlx5CoreDriver);

    /// <summary>The function of an address, if mlx5_core drives it.</summary>
    private Mlx5Function? Driven(PciAddress device) =>
        machine.Bus.Functions.GetValueOrDefault(device.ToString()) is Mlx5Function { Driver: Mlx5CoreDriver } function ? function : null;

    /// <summary>A VF's own devlink instance has no e-switch to manage (mlx5_devlink_eswitch_get).</summary>
    private SimulatedEswitch EswitchOf(PciAddress device) => Driven(device) switch
    {
        SimulatedPf pf => pf.Eswitch!,
        null => throw new Refusal(Errno.ENODEV),
        _ => throw new Refusal(Errno.EPERM),
    };

    /// <summary>A VF's representor; null for a port without a function behind it: an uplink or a VF's own port.</summary>
    private SimulatedRepresentor? PortOf(DevlinkPortHandle port)
    {
        var function = Driven(port.Device) ?? throw new Refusal(Errno.ENODEV);
        var vport = (int)(port.Index & 0xffff);
        var representor = (function as SimulatedPf)?.Eswitch!.Vports.ElementAtOrDefault(vport - 1)?.Representor;
        if (representor?.PortIndex == port.Index) return representor;
        return DevlinkReport.IsOwnPort(function, port.Index) ? null : throw new Refusal(Errno.ENODEV);
    }

    private SimulatedRepresentor LeafOf(DevlinkPortHandle leaf) => PortOf(leaf) ?? throw new Refusal(Errno.ENODEV);
}
