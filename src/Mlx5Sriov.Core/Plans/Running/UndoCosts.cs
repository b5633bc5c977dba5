namespace Mlx5Sriov.Plans.Running;

/// <summary>What undoing a change costs beyond what it puts back, as sentences.</summary>
/// <param name="Warnings">What the administrator should know.</param>
/// <param name="Losses">Those of the warnings that tell of what nothing gives back; the cmdlet asks before it goes on.</param>
public sealed record UndoCosts(IReadOnlyList<string> Warnings, IReadOnlyList<string> Losses)
{
    internal static UndoCosts None { get; } = new([], []);

    internal IReadOnlyDictionary<string, Remedy> Remedies { get; init; } = new Dictionary<string, Remedy>();

    /// <summary>What this library can do about a warning or a loss.</summary>
    /// <param name="sentence">The warning or the loss.</param>
    /// <returns>It; null where the sentence says all.</returns>
    public Remedy? RemedyOf(string sentence) => Remedies.GetValueOrDefault(sentence);

    internal UndoCosts And(UndoCosts other) => new([.. Warnings, .. other.Warnings], [.. Losses, .. other.Losses])
    {
        Remedies = Remedies.Concat(other.Remedies).ToDictionary(r => r.Key, r => r.Value),
    };
}
