namespace Mlx5Sriov.Readiness;

/// <summary>What a check of a host came to.</summary>
public enum CheckStatus
{
    /// <summary>It is as it must be.</summary>
    Pass,

    /// <summary>It works, and something is worth knowing.</summary>
    Warning,

    /// <summary>It is not as it must be.</summary>
    Fail,

    /// <summary>Nothing here tells, such as where a tool is not installed or a file may not be read.</summary>
    Unknown,
}
