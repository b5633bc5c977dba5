namespace Mlx5Sriov.Inventory.Filters;

/// <summary>What a net device of an e-switch stands for, and so when it ends.</summary>
internal enum FilteredPortKind
{
    /// <summary>The uplink, which stays.</summary>
    Uplink,

    /// <summary>None of the e-switch: a tunnel, a bond, another port. It stays, and may send to representors.</summary>
    Elsewhere,

    /// <summary>A VF, with which it ends.</summary>
    Vf,

    /// <summary>A subfunction or a function of another host; it ends with switchdev mode.</summary>
    Other,
}
