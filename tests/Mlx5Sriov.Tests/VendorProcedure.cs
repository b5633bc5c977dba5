using System.Text.RegularExpressions;

namespace Mlx5Sriov.Tests;

/// <summary>A procedure of the vendor's chapter: one row of the table in docs/vendor-chapter.md.</summary>
/// <param name="Cmdlet">The script that does it.</param>
/// <param name="Acts">What it writes, as the equivalent commands.</param>
/// <param name="Where">The hosts where it works.</param>
/// <param name="Again">What a second run does.</param>
internal sealed partial record VendorProcedure(string Cmdlet, IReadOnlyList<string> Acts, IReadOnlyList<string> Where, SecondRun Again)
{
    private const string Header = "| section | cmdlet | equivalent command | where | again |";

    /// <summary>
    /// Whether it asks for what is so where it cannot be set, and so has nothing to do there: nothing is on, and the link state of a VF in
    /// switchdev mode, whose representor is down, reads as disabled.
    /// </summary>
    public bool IsSoAnyway => Cmdlet.StartsWith("Disable-", StringComparison.Ordinal)
        || ((string[])[" Off", " Auto", "-VlanId 0", "-LinkState Disable"]).Any(end => Cmdlet.EndsWith(end, StringComparison.Ordinal));

    /// <summary>Reads the rows of the table in a page.</summary>
    /// <exception cref="FormatException">The page has no such table, or a row has another form.</exception>
    public static IReadOnlyList<VendorProcedure> ReadTable(IEnumerable<string> page)
    {
        var table = page.SkipWhile(line => line != Header).ToArray();
        if (table.Length == 0) throw new FormatException($"No table starts with '{Header}'.");
        return [.. table.Skip(2).TakeWhile(line => line.StartsWith('|')).Select(Read)];
    }

    /// <summary>The one spelling of a command that has several.</summary>
    /// <remarks>
    /// A device has several paths. And the vendor's guide unbinds through the driver's directory, the module through the device's: both are the same file.
    /// </remarks>
    public static string Canonical(string act) => Unbind().Replace(act, "/sys/bus/pci/drivers/mlx5_core/unbind")
        .Replace("/sys/class/net/eth2/device", "/sys/bus/pci/devices/0000:05:00.0", StringComparison.Ordinal)
        .Replace("/sys/class/net/eth3/device", "/sys/bus/pci/devices/0000:05:00.1", StringComparison.Ordinal)
        .Replace("/sys/class/infiniband/mlx5_0/device", "/sys/bus/pci/devices/0000:05:00.0", StringComparison.Ordinal)
        .Replace("/sys/class/infiniband/mlx5_1/device", "/sys/bus/pci/devices/0000:05:00.1", StringComparison.Ordinal);

    /// <summary>Where another row has the same setting, by another equivalent command.</summary>
    public IEnumerable<string> Elsewhere(IEnumerable<VendorProcedure> table) => table.Where(p => p != this && SameSetting(p)).SelectMany(p => p.Where);

    private static VendorProcedure Read(string row)
    {
        string[] cells = [.. Separator().Split(row.Trim('|')).Select(c => c.Trim().Trim('`').Replace("\\|", "|", StringComparison.Ordinal))];
        return cells is [_, var cmdlet, var acts, var where, var again]
            ? new VendorProcedure(cmdlet, acts == "-" ? [] : [.. acts.Split("; ").Select(Canonical)], where.Split(", "), SecondRun.Parse(again))
            : throw new FormatException($"The row has {cells.Length} cells, not 5: {row}");
    }

    private bool SameSetting(VendorProcedure other) => Setting(other.Cmdlet) == Setting(Cmdlet);

    // The cmdlet, the VF and the name of the parameter: all but its value.
    private static string Setting(string cmdlet) => string.Join(' ', cmdlet.Split(' ').Take(4));

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Separator();

    [GeneratedRegex("/sys/bus/pci/devices/[^/]+/driver/unbind")]
    private static partial Regex Unbind();
}
