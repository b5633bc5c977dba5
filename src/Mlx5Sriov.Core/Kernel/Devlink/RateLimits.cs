namespace Mlx5Sriov.Kernel.Devlink;

/// <summary>What to set of a devlink rate; null leaves one as it is. devlink carries rates as bytes/s.</summary>
public sealed record RateLimits
{
    /// <summary>The guaranteed rate; zero for none.</summary>
    public Bandwidth? TxShare { get; init; }

    /// <summary>The limit; zero for none.</summary>
    public Bandwidth? TxMax { get; init; }

    /// <summary>The parent node's name; empty to leave the parent (<c>noparent</c>).</summary>
    public string? Parent { get; init; }

    /// <summary>The limits as the tail of the command.</summary>
    /// <returns><c>tx_share 1Gbit tx_max 5Gbit parent gold</c> or <c>noparent</c>, as much as is given.</returns>
    public override string ToString()
    {
        var parent = Parent is "" or null ? null : ShellWord.Quote(Parent);
        var words = DevlinkWords.Join(("tx_share", TxShare?.ToString()), ("tx_max", TxMax?.ToString()), ("parent", parent));
        return $"{words}{(Parent is "" ? " noparent" : "")}".TrimStart();
    }
}
