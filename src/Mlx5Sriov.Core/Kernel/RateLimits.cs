namespace Mlx5Sriov.Kernel;

/// <summary>What to set of a devlink rate; null leaves one as it is. devlink carries rates as bytes/s.</summary>
public sealed record RateLimits
{
    /// <summary>The guaranteed rate; zero for none.</summary>
    public Bandwidth? TxShare { get; init; }

    /// <summary>The limit; zero for none.</summary>
    public Bandwidth? TxMax { get; init; }

    /// <summary>The parent node's name; empty to leave the parent (<c>noparent</c>).</summary>
    public string? Parent { get; init; }
}
