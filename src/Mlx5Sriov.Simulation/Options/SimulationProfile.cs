namespace Mlx5Sriov.Simulation.Options;

/// <summary>What a simulated host has in it: the adapter, and the driver that runs it.</summary>
public enum SimulationProfile
{
    /// <summary>A dual-port ConnectX-7 with Ethernet at 200 Gbit/s, driven by DOCA-OFED 25.10.</summary>
    ConnectX7,

    /// <summary>The same adapter driven by the mlx5_core of Linux 6.12: no <c>device/sriov</c> tree.</summary>
    ConnectX7Inbox,

    /// <summary>
    /// The same adapter driven by MLNX_OFED 24.07: a rate group 0 wherever VFs are enabled, as after a first use of rates, rates read leniently, and
    /// a second RateGroup line in <c>config</c>.
    /// </summary>
    ConnectX7Ofed2407,

    /// <summary>
    /// A dual-port ConnectX-6 with InfiniBand, driven by DOCA-OFED 25.10: its VFs have <c>node</c>, <c>port</c> and <c>policy</c> files only.
    /// </summary>
    ConnectX6Infiniband,

    /// <summary>No mlx5 adapter at all: a host with a loopback link.</summary>
    Empty,
}
