namespace Mlx5Sriov.Planning.Groups;

/// <summary>What is wished for a rate group.</summary>
/// <param name="Act">Whether it is made, set or removed.</param>
public sealed record RateGroupWish(RateGroupAct Act)
{
    /// <summary>The VFs in it: exactly these. Null leaves them as they are. An OFED group cannot be without any.</summary>
    public VfIndexSet? Members { get; init; }

    /// <summary>The guaranteed rate in whole Mbit/s; zero for none. Null leaves it as it is; a new group has none.</summary>
    public Bandwidth? MinTxRate { get; init; }

    /// <summary>The limit in whole Mbit/s; zero for none. Null leaves it as it is; a new group has none.</summary>
    public Bandwidth? MaxTxRate { get; init; }

    /// <summary>Puts what is wished later over what was wished earlier.</summary>
    /// <param name="earlier">The earlier wish.</param>
    /// <returns>Both together; of a setting that both wish, the later.</returns>
    public RateGroupWish Over(RateGroupWish earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return this with
        {
            Members = Members ?? earlier.Members,
            MinTxRate = MinTxRate ?? earlier.MinTxRate,
            MaxTxRate = MaxTxRate ?? earlier.MaxTxRate,
        };
    }
}
