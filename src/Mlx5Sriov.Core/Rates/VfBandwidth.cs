namespace Mlx5Sriov.Rates;

/// <summary>What a VF gets while others send too, by two models: the vendor's text, and the weights that the driver makes of guarantees.</summary>
/// <remarks>Rates are worked out as exact fractions and cut to whole bit/s here, so that no sum of them is above what was divided.</remarks>
public sealed record VfBandwidth
{
    /// <summary>The physical function's name; null for a port that is only described.</summary>
    public string? Pf { get; init; }

    /// <summary>The VF's index.</summary>
    public required int Index { get; init; }

    /// <summary>The VF's group; null for none.</summary>
    public string? Group { get; init; }

    /// <summary>The rate of the line that is shared.</summary>
    public required Bandwidth LineRate { get; init; }

    /// <summary>The VF's guaranteed rate; zero for none.</summary>
    public Bandwidth MinTxRate { get; init; }

    /// <summary>The VF's own limit; zero for none.</summary>
    public Bandwidth MaxTxRate { get; init; }

    /// <summary>How much it has to send; zero for nothing, null for as much as it can.</summary>
    public Bandwidth? Load { get; init; }

    /// <summary>The rate by the vendor's text.</summary>
    public required Bandwidth VendorRate { get; init; }

    /// <summary>What holds it there.</summary>
    public required RateBound VendorBound { get; init; }

    /// <summary>The rate by the driver's weights.</summary>
    public required Bandwidth DriverRate { get; init; }

    /// <summary>What holds it there.</summary>
    public required RateBound DriverBound { get; init; }

    /// <summary>Why the VF gets what it gets, in sentences; of both models where they differ.</summary>
    public required string Explanation { get; init; }

    /// <summary>The VF as a message names it.</summary>
    /// <returns><c>eth2 vf 3</c>.</returns>
    public override string ToString() => $"{(Pf is null ? "" : $"{Pf} ")}vf {Index}";
}
