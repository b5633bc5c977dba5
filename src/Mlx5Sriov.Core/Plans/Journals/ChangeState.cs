namespace Mlx5Sriov.Plans.Journals;

/// <summary>What became of a change.</summary>
public enum ChangeState
{
    /// <summary>It is being made.</summary>
    Running,

    /// <summary>It was made and verified.</summary>
    Done,

    /// <summary>A step failed, and everything was put back.</summary>
    RolledBack,

    /// <summary>A step failed, or the undo did, and something could not be put back: see the residue.</summary>
    Incomplete,

    /// <summary>The process that made it died half-way: an undo puts things back.</summary>
    Interrupted,

    /// <summary>It was undone.</summary>
    Undone,
}
