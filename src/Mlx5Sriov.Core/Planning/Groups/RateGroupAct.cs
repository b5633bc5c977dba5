namespace Mlx5Sriov.Planning.Groups;

/// <summary>What is wished of a rate group.</summary>
public enum RateGroupAct
{
    /// <summary>It is made; one that is there already must be as wished.</summary>
    Create,

    /// <summary>It is there, and what is named changes.</summary>
    Set,

    /// <summary>It is removed; its members are in no group then.</summary>
    Remove,
}
