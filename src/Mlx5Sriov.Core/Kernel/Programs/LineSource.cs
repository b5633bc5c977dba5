namespace Mlx5Sriov.Kernel.Programs;

/// <summary>Where a program wrote a line.</summary>
public enum LineSource
{
    /// <summary>Standard output.</summary>
    Output,

    /// <summary>Standard error.</summary>
    Error,
}
