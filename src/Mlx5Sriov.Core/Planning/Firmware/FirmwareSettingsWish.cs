using System.Text.Json.Serialization;

using Mlx5Sriov.Firmware;
using Mlx5Sriov.Inventory;
using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Planning.Firmware;

/// <summary>Values that are wished for the firmware of one card.</summary>
/// <param name="title">The cmdlet that wishes it.</param>
/// <param name="card">The PCI address of the card's first physical function.</param>
/// <param name="settings">The values, each setting of the card once.</param>
[method: JsonConstructor]
public sealed class FirmwareSettingsWish(string title, PciAddress card, IReadOnlyList<FirmwareAssignment> settings) : IWish
{
    /// <inheritdoc/>
    public string Title { get; } = title;

    /// <summary>The PCI address of the card's first physical function.</summary>
    public PciAddress Card { get; } = card;

    /// <summary>The values.</summary>
    public IReadOnlyList<FirmwareAssignment> Settings { get; } = settings;

    /// <inheritdoc/>
    [JsonIgnore]
    public PlanScope Scope => Settings.Select(s => s.Device).Where(device => !AdapterCard.IsInSlot(device, Card)).Distinct()
        .Aggregate(PlanScope.OfFirmware(Card), (scope, device) => scope.And(PlanScope.OfFirmware(device)));

    /// <summary>Makes the wish for a card of what is wished for its physical functions: a setting of the card is written once, by the first of them.</summary>
    /// <param name="title">What wishes it.</param>
    /// <param name="card">The card.</param>
    /// <param name="wishes">What is wished, for each physical function.</param>
    /// <returns>The wish.</returns>
    /// <exception cref="RefusedSettingException">One setting of the card is given two values.</exception>
    public static FirmwareSettingsWish Of(string title, AdapterCard card, IEnumerable<FirmwareAssignment> wishes)
    {
        ArgumentNullException.ThrowIfNull(card);
        FirmwareAssignment[] all = [.. wishes.OrderBy(w => w.Device)];
        var first = all.Where(w => FirmwareOwners.IsOfCard(w.Name)).Select(w => (PciAddress?)w.Device).FirstOrDefault();
        var settings = all.GroupBy(w => (Name: w.Name.ToUpperInvariant(), Device: FirmwareOwners.IsOfCard(w.Name) ? first!.Value : w.Device))
            .Select(same => One(card, [.. same], same.Key.Device));
        return new FirmwareSettingsWish(title, card.PciAddress, [.. settings]);
    }

    /// <inheritdoc/>
    /// <exception cref="FirmwareSettingNotFoundException">The firmware has no such setting.</exception>
    /// <exception cref="RefusedSettingException">A setting is read-only, or takes no such value.</exception>
    /// <exception cref="FirmwareToolNotFoundException">There is no tool.</exception>
    /// <exception cref="FirmwareUnavailableException">The tool cannot reach the firmware.</exception>
    /// <exception cref="FirmwareRefusedException">The tool cannot read the settings.</exception>
    public ChangePlan Plan(HostSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return new FirmwarePlanner(snapshot, this).Plan();
    }

    private static FirmwareAssignment One(AdapterCard card, FirmwareAssignment[] same, PciAddress device)
    {
        var values = same.Select(w => FirmwareValue.Parse(w.Value)).Distinct().ToArray();
        if (values.Any(value => !value.Means(values[0])))
        {
            var whose = FirmwareOwners.IsOfCard(same[0].Name) ? $"{card} are of one card, whose setting it is" : "it is one setting";
            throw new RefusedSettingException(RefusalReason.FirmwareValueConflict, ChangeTarget.OfFirmware(card.PciAddress),
                $"{same[0].Name} is wished as {string.Join(" and as ", values.Select(v => $"{v}"))}, and {whose}.",
                "Give it one value.");
        }

        return same[0] with { Device = device, Named = [.. same.Select(w => w.Device).Distinct()] };
    }
}
