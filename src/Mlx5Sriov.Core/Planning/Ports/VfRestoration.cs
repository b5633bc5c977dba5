using Mlx5Sriov.Inventory;
using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Ofed;
using Mlx5Sriov.Operations;
using Mlx5Sriov.Planning.Routes;
using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Planning.Ports;

/// <summary>
/// What VFs had, to be given back after they were made again or their vports rebuilt: the same index is the same function again. As a wish it says that they
/// have it.
/// </summary>
/// <param name="pf">The physical function as it is then.</param>
/// <param name="vfs">The VFs as they were, from index 0 on.</param>
/// <param name="snapshot">The host as it was.</param>
/// <param name="site">The physical function as it was.</param>
/// <param name="areRecreated">Whether the VFs are made again, or only their vports rebuilt.</param>
internal sealed class VfRestoration(PfFacts pf, IReadOnlyList<VirtualFunction> vfs, HostSnapshot snapshot, PfSite site, bool areRecreated) : IWish
{
    private readonly FunctionRestoration _functions =
        new(pf, areRecreated && site.IsSwitchdev ? [.. vfs.Select(v => snapshot.OpenVfs(site).Port(v.Index)?.Function)] : []);
    private readonly GroupRestoration _groups = new(pf, vfs, vfs.Count > 0 ? snapshot.Groups(site) : [], areRecreated);
    private readonly SettingRoutes _routes = new(pf);
    private readonly IReadOnlyList<string> _overrides = [.. vfs.Select(v => v.PciAddress is { } address ? snapshot.DriverOverrideOf(address) : "")];

    public string Title => "restore";

    public PlanScope Scope => PlanScope.OfPort(PciAddress);

    private PciAddress PciAddress => pf.PciAddress;

    /// <summary>Who uses the VFs.</summary>
    public IReadOnlyList<string> Holders => [.. vfs.Where(v => v.Holder is not null).Select(v => $"{v}: {v.Holder}")];

    /// <summary>Whether a driver would see a VF otherwise than it was, if it came before this.</summary>
    public bool MustPrecedeDrivers => _functions.Vfs.Any() || vfs.Any(v => v.Driver != PfDiscovery.Driver || HasAddress(v));

    /// <summary>A VF that was made again. InfiniBand's GUIDs and policy are the physical function's to remember.</summary>
    /// <remarks>
    /// mlx5_esw_vport_disable and esw_vport_cleanup in mlx5's eswitch.c clear a vport's settings with it; sriov.c keeps and re-sends those of InfiniBand.
    /// </remarks>
    private static VirtualFunction Recreated(VirtualFunction vf) => vf.LinkLayer == LinkLayer.InfiniBand ? vf : VfDefaults.Of(vf);

    /// <summary>A VF whose vport a mode change took down and up again: it keeps all but rates, trunk and link state.</summary>
    /// <remarks>
    /// mlx5_esw_vport_disable drops the rates and mlx5_esw_vport_enable zeroes the trunk; esw_legacy_enable has the link follow the port's. The rest
    /// of vport->info stays (OFED 5.x to 25.10, Linux 6.12).
    /// </remarks>
    private static VirtualFunction RebuiltVport(VirtualFunction vf)
    {
        var lost = VfDefaults.Of(vf);
        return vf with
        {
            LinkState = lost.LinkState,
            Trunk = lost.Trunk,
            VlanMode = vf.VlanMode == VlanMode.VgtPlus ? VlanMode.Vgt : vf.VlanMode,
            MinTxRate = lost.MinTxRate,
            MaxTxRate = lost.MaxTxRate,
        };
    }

    /// <summary>
    /// The steps that give the VFs their settings back, as far as they can be set in the e-switch mode. Undoing what made them necessary undoes them too.
    /// </summary>
    public IEnumerable<Change> Settings() => vfs
        .Select(v => new VfPlanner(pf, areRecreated ? Recreated(v) : RebuiltVport(v), VfWish.SettingsOf(v).PossibleBy(_routes), port: null))
        .SelectMany(planner => planner.Steps())
        .Select(s => s with { Undo = [], Disruption = Disruption.None });

    /// <summary>The steps that give the functions behind VFs that were made again back what they had.</summary>
    /// <param name="isProbed">Whether mlx5_core is bound to them already, which then has to let go first.</param>
    public IEnumerable<Change> Functions(bool isProbed) => _functions.Vfs.SelectMany(index =>
        (isProbed ? [Unbind(index)] : Array.Empty<Change>()).Concat(_functions.Steps(index)));

    /// <summary>The steps that put the VFs back into their rate groups.</summary>
    public IEnumerable<Change> Groups() => _groups.Steps();

    /// <summary>The steps that give new VFs the drivers of those they replace.</summary>
    /// <param name="count">How many VFs there are now.</param>
    /// <param name="isProbed">Whether mlx5_core is bound to them already.</param>
    /// <param name="isNewBound">Whether those that replace none get a driver.</param>
    /// <param name="isProbingOff">Whether probing is off by then.</param>
    public IEnumerable<Change> Drivers(int count, bool isProbed, bool isNewBound, bool isProbingOff)
    {
        for (var index = 0; index < count; index++)
        {
            var old = index < vfs.Count ? vfs[index] : null;
            var wanted = old is null ? (isNewBound ? PfDiscovery.Driver : null) : old.Driver;
            var only = old is null ? "" : _overrides[index];
            var bind = new SetVfDriver(pf.PciAddress, index, null, wanted, only.Length == 0 ? null : only) { IsProbingOff = isProbingOff };

            // A driver that was there before the VF had its address back sees it only when it is bound again.
            if (isProbed && wanted == PfDiscovery.Driver && old is not null && (HasAddress(old) || _functions.Vfs.Contains(index)))
                yield return Step(index, bind with { Driver = null, ToSee = _functions.Vfs.Contains(index) ? null : old.MacAddress });
            else if (isProbed && wanted == PfDiscovery.Driver && only.Length == 0) continue;
            else if (!isProbed && wanted is null && only.Length == 0) continue;
            yield return Step(index, bind);
        }
    }

    /// <summary>The steps that unbind the VFs' drivers.</summary>
    /// <param name="isProbingOff">Whether probing is off by then.</param>
    public IEnumerable<Change> Unbound(bool isProbingOff) => DriverSteps(isProbingOff, (bind, unbind) => (unbind, bind));

    /// <summary>The steps that bind the VFs' drivers again.</summary>
    /// <param name="isProbingOff">Whether probing is off by then.</param>
    public IEnumerable<Change> Bound(bool isProbingOff) => DriverSteps(isProbingOff, (bind, unbind) => (bind, unbind));

    /// <summary>The VFs that have settings of their own.</summary>
    public IEnumerable<int> Set() => Settings().Concat(_functions.Vfs.SelectMany(vf => _functions.Steps(vf)))
        .Select(s => s.Operation.VfIndex).OfType<int>().Distinct().Order();

    /// <summary>What VFs had and do not get back, in words.</summary>
    public IEnumerable<(int Vf, string Text)> Lost() => [.. vfs.SelectMany(LostBy), .. _functions.Lost()];

    /// <summary>What OFED's files limit VFs to, which nothing gives back, no undo either.</summary>
    public IEnumerable<(int Vf, string Text)> LostLimits() => vfs.SelectMany(LostLimits);

    /// <summary>What VFs receive beyond their addresses, which ends with their net devices: nothing gives it back, no undo either.</summary>
    public IEnumerable<(int Vf, string Text)> LostReception() => vfs
        .Select(v => (v.Index, Loss: VfRxModePlan.Loss(snapshot, v)))
        .Where(v => v.Loss is not null)
        .Select(v => (v.Index, v.Loss!));

    private IEnumerable<(int Vf, string Text)> LostBy(VirtualFunction vf)
    {
        if (vf.Trunk is { IsComplete: false }) yield return (vf.Index, "the driver told the trunk only in part, so that not all of it can be restored.");
        if (pf.IsSwitchdev && LegacySettings.Of(vf) is { } legacy)
        {
            yield return (vf.Index, $"switchdev mode does without what legacy mode has: {legacy}. "
                + "Make rules on the representor instead (tc, Open vSwitch), or set it again in legacy mode.");
        }

        foreach (var lost in LostLimits(vf)) yield return lost;
    }

    private IEnumerable<(int Vf, string Text)> LostLimits(VirtualFunction vf) => snapshot.OpenVfs(site).OfedLimits(vf.Index, withPages: areRecreated)
        .Select(limit => (vf.Index, $"{limit} (below {OfedTree.Root(pf.PciAddress)}/N) is not restored: write it again."));

    public ChangePlan Plan(HostSnapshot now)
    {
        var there = now.Site(PciAddress);
        var (reader, facts) = (now.OpenVfs(there), PfFacts.Of(there));
        var steps = vfs.Where(v => v.Index < reader.Count)
            .SelectMany(v => new VfPlanner(facts, reader.ReadSettings(v.Index), VfWish.SettingsOf(v).PossibleBy(_routes), reader.Port(v.Index)).Steps()
                .Concat(_functions.Steps(v.Index, reader.Port(v.Index)?.Function ?? new PortFunction()))
                .Concat(reader.ReadPlace(v.Index).Driver == v.Driver ? [] : [Step(v.Index, new SetVfDriver(PciAddress, v.Index, null, v.Driver, null))]));
        return new ChangePlan
        {
            Wish = this,
            Host = now.Host,
            Scope = PlanScope.OfPort(PciAddress, there.Name),
            Steps = [.. steps, .. _groups.Due(now.Groups(there), reader)],
        };
    }

    private static bool HasAddress(VirtualFunction vf) => vf.MacAddress is { IsZero: false };

    private IEnumerable<Change> DriverSteps(bool isProbingOff, Func<SetVfDriver, SetVfDriver, (SetVfDriver Operation, SetVfDriver Undo)> act)
    {
        foreach (var vf in vfs.Where(v => v.Driver is not null))
        {
            var bind = new SetVfDriver(pf.PciAddress, vf.Index, vf.PciAddress, vf.Driver, null) { IsProbingOff = isProbingOff };
            var (operation, undo) = act(bind, bind with { Driver = null });
            yield return Step(vf.Index, operation) with
            {
                Undo = [undo],
                Disruption = Disruption.VfTrafficStops,
                Affected = vf.Holder is null ? [] : [$"{vf}: {vf.Holder}"],
            };
        }
    }

    private Change Unbind(int index) => Step(index, new SetVfDriver(pf.PciAddress, index, null, null, null));

    private Change Step(int index, SetVfDriver operation) =>
        new(operation)
        {
            Target = ChangeTarget.OfVf(pf.Name, index),
            Description = operation.Driver is null ? "Driver: unbind" : $"Driver: bind {operation.Driver}",
            Expected = operation.Driver == PfDiscovery.Driver ? VfTiming.Binding : null,
        };
}
