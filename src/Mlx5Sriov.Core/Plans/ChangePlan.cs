using System.Text.Json.Serialization;

using Mlx5Sriov.Inventory;
using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Plans;

/// <summary>What would have to be done, in order, to bring a physical function and its VFs from what they are to what is wished.</summary>
public sealed record ChangePlan
{
    /// <summary>The wish that the plan fulfils; planning it again on the changed host gives an empty plan.</summary>
    public required IWish Wish { get; init; }

    /// <summary>What made it: the cmdlet.</summary>
    public string Title => Wish.Title;

    /// <summary>The host that it was made for, and on which alone it can be carried out.</summary>
    public required HostIdentity Host { get; init; }

    /// <summary>What is locked while the plan runs.</summary>
    public required PlanScope Scope { get; init; }

    /// <summary>The physical function's name; of several, all names; of a plan about none, what it locks.</summary>
    public string Pf => Scope.Names;

    /// <summary>The steps; empty where the host is as wished.</summary>
    public required IReadOnlyList<Change> Steps { get; init; }

    /// <summary>What the administrator should know: a rebind that is still needed, a spoof check without a MAC.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>
    /// Those of the warnings that tell of what the plan takes and no step of it gives back: what is set on VFs that end, subfunctions, offloaded rules.
    /// Whoever puts such a plan before a user asks before it is carried out.
    /// </summary>
    public IReadOnlyList<string> Losses { get; init; } = [];

    /// <summary>
    /// What of the wish cannot be. The plan does not touch these targets, and <see cref="Wish"/> is what remains without them. Not saved with the plan.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<PlanRefusal> Refusals { get; init; } = [];

    /// <summary>What must hold besides the wish when the steps are done: the settings of VFs that survive them; null for nothing.</summary>
    internal IWish? Kept { get; init; }

    /// <summary>What this library can do about its warnings, by the sentence.</summary>
    internal IReadOnlyDictionary<string, Remedy> Remedies { get; init; } = new Dictionary<string, Remedy>();

    /// <summary>Whether the host is as wished.</summary>
    public bool IsEmpty => Steps.Count == 0;

    /// <summary>The worst that a step costs those who use the adapter.</summary>
    public Disruption Disruption => Steps.Select(s => s.Disruption).DefaultIfEmpty(Disruption.None).Max();

    /// <summary>Everyone who is hit.</summary>
    public IReadOnlyList<string> Affected => [.. Steps.SelectMany(s => s.Affected).Distinct()];

    /// <summary>Whether every step can be undone.</summary>
    public bool IsReversible => Steps.All(s => s.IsReversible);

    /// <summary>How long it is expected to take; null where no step knows.</summary>
    public TimeSpan? Expected => Steps.Any(s => s.Expected is not null)
        ? Steps.Aggregate(TimeSpan.Zero, (sum, s) => sum + (s.Expected ?? TimeSpan.Zero))
        : null;

    /// <summary>
    /// Whether another plan is of the same port, does the same from the same state and hits the same users: the commands alone do not tell
    /// from what a number or a setting is changed.
    /// </summary>
    internal bool IsSameAs(ChangePlan other) => Scope.Equals(other.Scope) && Pf == other.Pf && Title == other.Title
        && Warnings.SequenceEqual(other.Warnings) && Losses.SequenceEqual(other.Losses ?? [])
        && Steps.Select(Signature).SequenceEqual(other.Steps.Select(Signature));

    /// <summary>Refuses the plan where the host it was made for is another, or other steps are due there by now.</summary>
    /// <param name="snapshot">The host as it is.</param>
    /// <exception cref="StalePlanException">It is not what is due.</exception>
    /// <exception cref="SriovException">Its wish cannot be any more.</exception>
    public void CheckIsDue(HostSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (Host != snapshot.Host) throw StalePlanException.OfOtherHost(Pf, Host.Apart(snapshot.Host));
        if (!Wish.Plan(snapshot).IsSameAs(this)) throw new StalePlanException(Pf);
    }

    /// <summary>What this library can do about a warning or a loss.</summary>
    /// <param name="sentence">The warning or the loss.</param>
    /// <returns>It; null where the sentence says all, or the plan was read from a file.</returns>
    public Remedy? RemedyOf(string sentence) => Remedies.GetValueOrDefault(sentence);

    private static string Signature(Change step) => $"{step} ({step.Description}, {step.Disruption}, {step.IsReversible})";

    /// <summary>The plan in a line.</summary>
    /// <returns><c>eth2: 3 steps</c>.</returns>
    public override string ToString() => $"{Pf}: {Steps.Count switch { 0 => "nothing to do", 1 => "1 step", var n => $"{n} steps" }}";
}
