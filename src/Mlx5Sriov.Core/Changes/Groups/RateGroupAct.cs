namespace Mlx5Sriov.Changes;

/// <summary>What is wished of a rate group.</summary>
public enum RateGroupAct
{
    /// <summary>It shall be made; one that is there already must be as wished.</summary>
    Create,

    /// <summary>It is there, and what is named shall be otherwise.</summary>
    Set,

    /// <summary>It shall not be there; its members are in no group then.</summary>
    Remove,
}
