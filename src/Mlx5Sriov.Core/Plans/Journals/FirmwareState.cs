using Mlx5Sriov.Firmware;
using Mlx5Sriov.Inventory;
using Mlx5Sriov.Operations;

namespace Mlx5Sriov.Plans.Journals;

/// <summary>What a change can alter in adapters' firmware: the values for the next restart.</summary>
/// <param name="entry">The change.</param>
internal sealed class FirmwareState(JournalEntry entry)
{
    private readonly SetFirmwareSettings[] _acts = [.. entry.Acts.OfType<SetFirmwareSettings>()];

    /// <summary>Adds the facts as they are.</summary>
    /// <param name="snapshot">The host as it is.</param>
    /// <param name="facts">Gets them.</param>
    /// <exception cref="SriovException">Something cannot be read.</exception>
    public void Read(HostSnapshot snapshot, Dictionary<Fact, string?> facts)
    {
        foreach (var act in _acts)
        {
            var site = snapshot.Site(act.Device);
            foreach (var name in act.Names)
                if (SetFirmwareSettings.Row(snapshot, site, name)?.Next is { } next) facts[FactOf(act.Card, act.Device, name)] = $"{next}";
        }
    }

    /// <summary>The fact that tells the next value of a setting: the card's is one, by whichever physical function it is set.</summary>
    /// <param name="card">The PCI address of the card's first physical function.</param>
    /// <param name="device">That of the physical function by which it is set.</param>
    /// <param name="name">The setting.</param>
    public static Fact FactOf(PciAddress card, PciAddress device, string name) =>
        new(ChangeTarget.OfFirmware(FirmwareOwners.IsOfCard(name) ? card : device), name);
}
