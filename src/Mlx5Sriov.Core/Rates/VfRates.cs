namespace Mlx5Sriov.Rates;

/// <summary>A VF as it shares its port's bandwidth.</summary>
public sealed record VfRates
{
    /// <summary>The VF's index, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The group that it is in; null for none.</summary>
    public string? Group { get; init; }

    /// <summary>The rate limit; zero for none.</summary>
    public Bandwidth MaxTxRate { get; init; }

    /// <summary>The guaranteed rate; zero for none.</summary>
    public Bandwidth MinTxRate { get; init; }

    /// <summary>How much it has to send; zero for nothing, null for as much as it can.</summary>
    public Bandwidth? Load { get; init; }
}
