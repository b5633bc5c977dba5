namespace Mlx5Sriov.Inventory;

/// <summary>What a net device of an e-switch stands for, and so when it ends.</summary>
internal enum FilteredPortKind
{
    /// <summary>The uplink, which stays.</summary>
    Uplink,

    /// <summary>A VF, with which it ends.</summary>
    Vf,

    /// <summary>A subfunction or a function of another host; it ends with switchdev mode.</summary>
    Other,
}
