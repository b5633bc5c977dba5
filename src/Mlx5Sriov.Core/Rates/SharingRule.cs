namespace Mlx5Sriov.Rates;

/// <summary>How those below one place of the hierarchy share what passes it: the only thing in which the models differ, apart from the default group.</summary>
internal abstract class SharingRule
{
    /// <summary>Whether VFs in no group are in a group of their own.</summary>
    public abstract bool HasDefaultGroup { get; }

    /// <summary>How much of what passes a place is divided by weights; null for all of it. What is beyond is shared evenly.</summary>
    public abstract Bandwidth? Weighed(RateNode whole);

    /// <summary>The weights of those directly below a place, in their order; zero for one that gets what the others leave.</summary>
    public abstract IReadOnlyList<long> Weights(RateNode whole);

    /// <summary>How the siblings divide unevenly, and what one's part in it is: the end of a sentence.</summary>
    /// <param name="share">The one.</param>
    /// <param name="name">What the sentence calls it.</param>
    public abstract string Explain(RateShare share, string name);
}
