using Mlx5Sriov.Firmware;
using Mlx5Sriov.Inventory;
using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Operations;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Planning.Firmware;

/// <summary>Plans values of a card's firmware: one run of the tool for each physical function by which some are set, and the card's own by the first.</summary>
/// <param name="snapshot">The host.</param>
/// <param name="owner">The wish.</param>
internal sealed class FirmwarePlanner(HostSnapshot snapshot, FirmwareSettingsWish owner)
{
    private const string InForceLater = "will be in force when the adapter has started again: after a restart of the host, and on some cards (BlueField) "
        + "only after its power was off.";

    private readonly List<string> _warnings = [];

    public ChangePlan Plan()
    {
        var card = snapshot.Card(snapshot.Site(owner.Card));
        var steps = owner.Settings.GroupBy(s => s.Device).OrderBy(device => device.Key)
            .Select(device => Step(card, snapshot.Site(device.Key), device)).OfType<Change>().ToArray();
        return new ChangePlan
        {
            Wish = owner,
            Host = snapshot.Host,
            Scope = owner.Scope,
            Steps = steps,
            Warnings = _warnings,
        };
    }

    private Change? Step(AdapterCard card, PfSite site, IEnumerable<FirmwareAssignment> settings)
    {
        var reading = snapshot.Firmware(site, []);
        var changes = new List<(FirmwareRow Row, FirmwareValue Value, FirmwareAssignment Wish)>();
        foreach (var wish in settings)
        {
            if (!FirmwareNames.IsName(wish.Name)) throw reading.Table.NotFound(site.Name, wish.Name);
            var row = Row(site, wish.Name, reading) ?? throw reading.Table.NotFound(site.Name, wish.Name);
            var value = FirmwareValue.Parse(wish.Value);
            FirmwareRules.Check(site.Name, row, value, () => snapshot.FirmwareWords(site).Of(row.Name));
            if (row.Next?.Means(value) != true) changes.Add((row, value, wish));
        }

        if (changes.Count == 0) return null;
        string[] order = [.. reading.Table.Rows.Select(row => row.Name)];
        changes = [.. changes.OrderBy(c => Array.IndexOf(order, c.Row.Name))];
        foreach (var (row, _, wish) in changes) WarnOfOthers(card, row.Name, wish.Named);
        WarnOfRules(reading.Table, changes.ToDictionary(c => c.Row.Name, c => c.Value));
        _warnings.Add($"{site.Name}: {string.Join(" and ", changes.Select(c => c.Row.Name))} {InForceLater}");
        string[] to = [.. changes.Select(c => $"{c.Row.Name}={Argument(site, c.Row, c.Value)}")];
        string[] back = [.. changes.Where(c => c.Row.Next is not null).Select(c => $"{c.Row.Name}={c.Row.Next!.Argument}")];
        return new Change(new SetFirmwareSettings(reading.Program, owner.Card, site.PciAddress, string.Join(' ', to)))
        {
            Target = ChangeTarget.OfFirmware(site.PciAddress),
            Description = string.Join(", ", changes.Select(c => $"{c.Row.Name}: {c.Row.Next} -> {c.Value}")),
            Undo = back.Length == 0 ? [] : [new SetFirmwareSettings(reading.Program, owner.Card, site.PciAddress, string.Join(' ', back))],
            IsReversible = back.Length == changes.Count,
        };
    }

    // An element of an array is told where it is asked for, and a name that the tool does not know is refused by it.
    private FirmwareRow? Row(PfSite site, string name, FirmwareReading reading)
    {
        if (!FirmwareNames.IsElement(name)) return reading.Table.Find(name);
        try
        {
            return SetFirmwareSettings.Row(snapshot, site, name);
        }
        catch (FirmwareRefusedException)
        {
            return null;
        }
    }

    // Words are written as the tool lists them.
    private string Argument(PfSite site, FirmwareRow row, FirmwareValue value) => value.Number is not null
        ? value.Argument
        : snapshot.FirmwareWords(site).Of(row.Name).FirstOrDefault(word => word.Equals(value.Word, StringComparison.OrdinalIgnoreCase)) ?? value.Argument;

    private void WarnOfOthers(AdapterCard card, string name, IReadOnlyList<PciAddress> named)
    {
        var port = FirmwareOwners.PortOf(name);
        string[] others = [.. card.Ports.Where(p => !named.Contains(p.PciAddress) && (port is null || p.PciAddress.Function == port - 1)).Select(p => p.Name)];
        if (others.Length == 0 || FirmwareOwners.Of(name) == FirmwareOwner.Function) return;
        var whom = string.Join(" and ", others);
        _warnings.Add(FirmwareOwners.Of(name) switch
        {
            FirmwareOwner.Card => $"{name} is a setting of the card: it changes for {whom} too.",
            FirmwareOwner.Port => $"{name} is a setting of port {port}: it changes for {whom}.",
            _ => $"{name}: whether it is the card's is not known here, so that it may change for {whom} too.",
        });
    }

    private void WarnOfRules(FirmwareTable table, Dictionary<string, FirmwareValue> changes)
    {
        bool? IsOn(string name) => (changes.GetValueOrDefault(name) ?? table.Find(name)?.Next)?.Number is { } number ? number != 0 : null;
        if (!changes.TryGetValue(FirmwareNames.VfCount, out var count)) return;
        if (count.Number > 0 && IsOn(FirmwareNames.SriovEnabled) == false)
            _warnings.Add($"{FirmwareNames.VfCount} is of no account while {FirmwareNames.SriovEnabled} is False at the next restart: set that to True too.");
        if (IsOn(FirmwareNames.OwnVfCountValid) == true)
            _warnings.Add($"{FirmwareNames.VfCount} is of no account while {FirmwareNames.OwnVfCountValid} is True: each PF has its own PF_NUM_OF_VF.");
    }
}
