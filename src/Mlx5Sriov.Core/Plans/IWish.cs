using System.Text.Json.Serialization;

using Mlx5Sriov.Inventory;

namespace Mlx5Sriov.Plans;

/// <summary>A state that is wished for a physical function or its VFs. It knows how to compare itself with what is, and so to plan.</summary>
/// <remarks>
/// A wish is planned again under the lock, so that a change made meanwhile is seen, and once more after the steps: an empty plan then is the proof that
/// the host is as wished.
/// </remarks>
public interface IWish
{
    /// <summary>The wish in words: the cmdlet that makes it.</summary>
    string Title { get; }

    /// <summary>What is locked while the wish is fulfilled.</summary>
    [JsonIgnore]
    PlanScope Scope { get; }

    /// <summary>Compares the wish with what is.</summary>
    /// <param name="snapshot">The host as it is.</param>
    /// <returns>The plan; empty where nothing differs. What of a wish for several targets cannot be is among its <see cref="ChangePlan.Refusals"/>.</returns>
    /// <exception cref="SriovException">
    /// None of the wish can be: the physical function cannot be read, or it cannot be as wished.
    /// </exception>
    ChangePlan Plan(HostSnapshot snapshot);
}
