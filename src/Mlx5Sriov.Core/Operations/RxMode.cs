namespace Mlx5Sriov.Operations;

/// <summary>What a net device may receive beyond its own addresses.</summary>
internal enum RxMode
{
    /// <summary>Everything: IFF_PROMISC.</summary>
    Promiscuous,

    /// <summary>All multicast: IFF_ALLMULTI.</summary>
    AllMulticast,
}
