using Mlx5Sriov.Counters;
using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Ofed;

namespace Mlx5Sriov.Inventory.Vfs;

/// <summary>
/// Reads the counters of one physical function's VFs, each from the richer of its sources: OFED's <c>stats</c> file, which also counts what the VF sent to
/// all and to many, else rtnetlink, which tells all VFs in one answer.
/// </summary>
/// <remarks>
/// Both come from the e-switch (mlx5_eswitch_get_vport_stats), so they go on while a guest has the VF. What the driver leaves zero
/// without counting is null here: drops in switchdev mode (mlx5_esw_query_vport_drop_stats, esw/legacy.c), and on InfiniBand drops and
/// broadcast (mlx5_ib_get_vf_stats, ib_virt.c).
/// </remarks>
public sealed class VfStatisticReader
{
    private readonly SriovHost _host;
    private readonly PfSite _pf;
    private readonly VirtualFunctionReader _vfs;
    private readonly Lazy<NetlinkReading> _netlink;

    internal VfStatisticReader(SriovHost host, PfSite pf, VirtualFunctionReader vfs)
    {
        (_host, _pf, _vfs) = (host, pf, vfs);
        _netlink = new(ReadNetlink);

        // Asked here where it will be needed, so that a refusal is the port's once and not each VF's.
        if (Count > 0 && !HasFiles) _ = _netlink.Value;
    }

    /// <summary>How many VFs are enabled: their indexes run from 0 to one less.</summary>
    public int Count => _vfs.Count;

    private bool HasFiles => _pf.Dialect == DriverDialect.Ofed && !IsInfiniband;

    private bool IsInfiniband => _pf.LinkLayer == LinkLayer.InfiniBand;

    /// <summary>Reads one VF's counters.</summary>
    /// <param name="index">Its index, below <see cref="Count"/>.</param>
    /// <returns>The counters, and what the VF is called.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    /// <exception cref="VfIndexException">No such VF is enabled, or it is gone.</exception>
    /// <exception cref="CountersUnavailableException">The driver tells none of this VF.</exception>
    /// <exception cref="KernelException">The kernel refused.</exception>
    /// <exception cref="MalformedTextException">An attribute reads otherwise than any driver writes it.</exception>
    /// <remarks>
    /// Equivalent to: <c>cat /sys/class/net/eth2/device/sriov/3/stats</c> with OFED's driver on Ethernet, else <c>ip -s -d link show dev eth2</c>.
    /// </remarks>
    public VfStatistic Read(int index) => WithHolder(ReadCounters(index), earlier: null);

    /// <summary>Adds who uses a VF to its counters. It is asked again only where the VF's place or driver has changed, for that is a search.</summary>
    internal VfStatistic WithHolder(VfStatistic counted, VfStatistic? earlier) => counted with
    {
        Vf = earlier is not null && counted.Vf == earlier.Vf with { Holder = null, IsHeld = null } ? earlier.Vf : _vfs.WithHolder(counted.Vf),
    };

    /// <summary>Reads one VF's counters, without who uses it.</summary>
    internal VfStatistic ReadCounters(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (index >= Count) throw Gone(index);
        var vf = _vfs.ReadPlace(index);
        return ReadFile(vf) ?? FromNetlink(vf);
    }

    private VfStatistic? ReadFile(VirtualFunction vf)
    {
        if (!HasFiles) return null;
        var path = $"{OfedTree.Vf(_pf.PciAddress, vf.Index)}/stats";
        var (time, moment) = (_host.Clock.Now, _host.Clock.Elapsed);
        return _host.KernelFiles.Read(path) is { } text
            ? new VfStatistic(vf, Counted(OfedVfStats.Parse(text, path)), VfStatisticSource.Ofed, time, moment)
            : null;
    }

    private VfStatistic FromNetlink(VirtualFunction vf)
    {
        var (link, time, moment) = _netlink.Value;
        if (vf.Index >= link.Vfs.Count) throw Gone(vf.Index);
        var counters = link.Vfs[vf.Index].Counters ?? throw CountersUnavailableException.NotTold($"{vf}");
        return new VfStatistic(vf, Counted(counters), VfStatisticSource.Netlink, time, moment);
    }

    private NetlinkReading ReadNetlink()
    {
        var (time, moment) = (_host.Clock.Now, _host.Clock.Elapsed);
        return new NetlinkReading(
            _pf.NetDevice is { } device && _host.IpLink.FindWithStatistics(device) is { } link ? link
                : throw CountersUnavailableException.NoNetDevice(_pf.Name),
            time,
            moment);
    }

    private VfCounters Counted(VfCounters counters)
    {
        if (_pf.IsSwitchdev || IsInfiniband) counters = counters with { RxDropped = null, TxDropped = null };
        return IsInfiniband ? counters with { RxBroadcast = null } : counters;
    }

    private VfIndexException Gone(int index) => new(_pf.Name, new VfIndexSet([index]), _pf.EnabledVfs());

    private sealed record NetlinkReading(NetworkLink Link, DateTimeOffset Time, TimeSpan Moment);
}
