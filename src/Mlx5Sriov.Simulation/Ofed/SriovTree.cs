using System.Globalization;

using Mlx5Sriov.Simulation.Adapter;
using Mlx5Sriov.Simulation.Sysfs;

namespace Mlx5Sriov.Simulation.Ofed;

/// <summary><c>device/sriov</c>: the tree that OFED's driver shows of its VFs and rate groups.</summary>
internal static class SriovTree
{
    private static readonly EntryTable<SimulatedEswitch> s_entries = new EntryTable<SimulatedEswitch>()
        .Add("groups", e => e.Pf.Adapter.Model.IsInfiniband ? null : Groups(e.Scheduler))
        .Listing(
            e => e.Vports.Select(v => v.Index.ToString(CultureInfo.InvariantCulture)),
            (e, name) => SriovCapability.IndexIn(name, "", e.Vports.Count) is { } index ? Vf(e.Vports[index]) : null);

    private static readonly EntryTable<SimulatedVport> s_infinibandVf = new EntryTable<SimulatedVport>()
        .Attribute("node", GuidFiles.ShowNode, GuidFiles.StoreNode)
        .Attribute("port", GuidFiles.ShowPort, GuidFiles.StorePort)
        .Attribute("policy", GuidFiles.ShowPolicy, GuidFiles.StorePolicy);

    private static readonly EntryTable<SimulatedVport> s_ethernetVf = new EntryTable<SimulatedVport>()
        .Attribute("node", NodeFile.Show, NodeFile.Store)
        .Attribute("mac", MacFile.Show, MacFile.Store)
        .Attribute("vlan", VlanFile.Show, VlanFile.Store)
        .Attribute("link_state", LinkStateFile.Show, LinkStateFile.Store)
        .Attribute("spoofcheck", SwitchFiles.ShowSpoofCheck, SwitchFiles.StoreSpoofCheck)
        .Attribute("trust", SwitchFiles.ShowTrust, SwitchFiles.StoreTrust)
        .Attribute("max_tx_rate", RateFiles.ShowMax, RateFiles.StoreMax)
        .Attribute("min_tx_rate", RateFiles.ShowMin, RateFiles.StoreMin)
        .Attribute("config", ConfigFile.Show, ReadOnlyFile.Store)
        .Attribute("trunk", TrunkFile.Show, TrunkFile.Store)
        .Attribute("stats", StatsFile.Show, ReadOnlyFile.Store)
        .Attribute("group", GroupFiles.ShowSelector, GroupFiles.StoreSelector)
        .Add("paging_control", PagingFiles.Of)
        .Add("meters", MeterFiles.Of);

    /// <summary>The tree of a physical function; none while its driver is not bound, or is the kernel's own.</summary>
    public static SysfsNode? Of(SimulatedPf pf) => pf.Adapter.Release.HasSriovTree && pf.Eswitch is { } eswitch ? s_entries.Of(eswitch) : null;

    private static SysfsDirectory Vf(SimulatedVport vport) =>
        (vport.Eswitch.Pf.Adapter.Model.IsInfiniband ? s_infinibandVf : s_ethernetVf).Of(vport);

    private static ListingDirectory Groups(SimulatedScheduler scheduler) => new(
        () => scheduler.Groups.Keys.Select(id => id.ToString(CultureInfo.InvariantCulture)),
        name => SriovCapability.IndexIn(name, "", SimulatedScheduler.MaxGroupId + 1) is { } id && scheduler.Groups.TryGetValue(id, out var group)
            ? GroupFiles.Of(scheduler, group)
            : null);
}
