namespace Mlx5Sriov.Readiness;

/// <summary>Whether a host is ready.</summary>
public enum Verdict
{
    /// <summary>Every check that must pass does; there may be warnings.</summary>
    Ready,

    /// <summary>A check fails.</summary>
    NotReady,

    /// <summary>No check fails, and what one of them must know cannot be known here.</summary>
    Unknown,
}
