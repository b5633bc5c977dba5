using System.Text.Json.Serialization;

using Mlx5Sriov.Inventory;

namespace Mlx5Sriov.Changes;

/// <summary>A state that a physical function or its VFs shall have. It knows how to compare itself with what is, and so to plan.</summary>
/// <remarks>
/// A wish is planned again under the lock, so that a change made meanwhile is seen, and once more after the steps: an empty plan then is the proof that
/// the host is as wished.
/// </remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(PfSettingsWish), "pf")]
[JsonDerivedType(typeof(VfSettingsWish), "vfs")]
[JsonDerivedType(typeof(RateGroupsWish), "groups")]
public interface IWish
{
    /// <summary>The wish in words: the cmdlet that makes it.</summary>
    string Title { get; }

    /// <summary>The physical function that is locked while the wish is fulfilled.</summary>
    PciAddress PciAddress { get; }

    /// <summary>Compares the wish with what is.</summary>
    /// <param name="snapshot">The host as it is.</param>
    /// <returns>The plan; empty where nothing differs.</returns>
    /// <exception cref="SriovException">
    /// The wish cannot be: a value out of range, a setting that the driver, the mode or the firmware refuses, VFs in use.
    /// </exception>
    ChangePlan Plan(HostSnapshot snapshot);
}
