namespace Mlx5Sriov.Rates;

/// <summary>One of several that share a capacity.</summary>
/// <param name="Weight">How much of it is its fair share, beside the others' weights; zero for what is left over.</param>
/// <param name="Demand">The most that it can use, in bit/s.</param>
internal readonly record struct RateClaim(long Weight, Fraction Demand);
