using Mlx5Sriov.Inventory;
using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Firmware.Boots;

/// <summary>Reads the settings of adapters' firmware, with what a restart would do to them.</summary>
/// <param name="snapshot">The host as it is.</param>
public sealed class FirmwareReader(HostSnapshot snapshot)
{
    private readonly FirmwareBoots _boots = new(snapshot.Seams);

    /// <summary>Reads which words a setting can have.</summary>
    /// <param name="site">The physical function.</param>
    /// <param name="name">The setting.</param>
    /// <returns>The words, <c>DEVICE_DEFAULT</c>, as the tool lists them; none where it is a number, or the tool does not tell.</returns>
    /// <exception cref="FirmwareToolNotFoundException">Neither mlxconfig nor mstconfig is installed.</exception>
    /// <remarks>Equivalent to: <c>mlxconfig -d ADDRESS i</c>.</remarks>
    public IReadOnlyList<string> Words(PfSite site, string name)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(name);
        return snapshot.FirmwareWords(site).Of(name);
    }

    /// <summary>Reads settings of a physical function's firmware.</summary>
    /// <param name="site">The physical function.</param>
    /// <param name="names">The settings, in any case; none for all that the card shows.</param>
    /// <param name="missing">Told of each that the firmware does not have, or hides.</param>
    /// <param name="warn">Told what the tool says where it could not read all.</param>
    /// <returns>The settings, in the tool's order.</returns>
    /// <exception cref="FirmwareToolNotFoundException">Neither mlxconfig nor mstconfig is installed.</exception>
    /// <exception cref="FirmwareUnavailableException">The tool cannot reach the device: no root, or the kernel is in lockdown.</exception>
    /// <exception cref="FirmwareRefusedException">The tool refused otherwise.</exception>
    /// <exception cref="MalformedTextException">The tool printed no table.</exception>
    /// <remarks>Equivalent to: <c>mlxconfig -d ADDRESS -e q NAMES</c>.</remarks>
    public IReadOnlyList<FirmwareSetting> Read(PfSite site, IReadOnlyList<string> names, Action<SriovException> missing, Action<string> warn)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(missing);
        ArgumentNullException.ThrowIfNull(warn);
        var reading = Reading(site, names);
        if (reading.Fault is { } fault) warn($"{site.Name}: not all settings could be read: {fault}.");
        foreach (var name in names.Where(name => reading.Table.Find(name) is null))
            missing(reading.Table.NotFound(site.Name, name));
        var card = snapshot.Card(site).PciAddress;
        return [.. reading.Table.Rows
            .Where(row => names.Count == 0 || names.Any(name => row.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            .Select(row => Setting(site, card, row))];
    }

    // The tool refuses all names for one that it does not know, and knows them in their own case only.
    private FirmwareReading Reading(PfSite site, IReadOnlyList<string> names)
    {
        if (names.Count == 0 || !names.All(FirmwareNames.IsName)) return snapshot.Firmware(site, []);
        try
        {
            return snapshot.Firmware(site, names);
        }
        catch (FirmwareRefusedException)
        {
            return snapshot.Firmware(site, []);
        }
    }

    private FirmwareSetting Setting(PfSite site, PciAddress card, FirmwareRow row)
    {
        bool? isPending = row is { Next: { } next, Current: { } current } ? !next.Means(current) : null;
        var (fact, value) = (FirmwareState.FactOf(card, site.PciAddress, row.Name), $"{row.Next}");
        var earlier = isPending == false || row.Next is null ? null : _boots.EarlierOf(fact, value);
        var isOfNow = isPending is null && row.Next is not null && _boots.IsOfNow(fact, value);
        return new FirmwareSetting
        {
            Pf = site.Name,
            PfPciAddress = site.PciAddress,
            Name = row.Name,
            Default = row.Default,
            Current = row.Current,
            Next = row.Next,
            ReadOnly = row.IsReadOnly,
            Owner = FirmwareOwners.Of(row.Name),
            RestartRequired = earlier is not null ? false : isOfNow ? true : isPending,
            Customised = row is { Next: { } then, Default: { } made } ? !then.Means(made) : null,
            Note = isPending == true && earlier is not null
                ? $"It was set before the last restart ({earlier.Id}), which did not bring it into force: turn the host's power off and on; if that does not "
                    + "bring it either, the firmware refuses the value."
                : null,
        };
    }
}
