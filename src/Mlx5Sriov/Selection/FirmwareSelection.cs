using System.Text.RegularExpressions;

using Mlx5Sriov.Firmware;
using Mlx5Sriov.Firmware.Boots;
using Mlx5Sriov.Inventory.Ports;

namespace Mlx5Sriov.Selection;

/// <summary>Picks firmware settings by physical function and name.</summary>
/// <param name="reader">Reads them.</param>
/// <param name="vfs">Picks the physical functions.</param>
/// <param name="attempt">Does one target's work and reports its refusal.</param>
/// <param name="warn">Told what the tool says where it could not read all.</param>
internal sealed partial class FirmwareSelection(FirmwareReader reader, VfSelection vfs, Action<object?, Action> attempt, Action<string> warn)
{
    /// <summary>Visits the settings that go by names or patterns, of the physical functions that a name means.</summary>
    /// <exception cref="NoAdapterException">The host has no adapter.</exception>
    /// <exception cref="PfNotFoundException">A name without wildcards means none.</exception>
    public void Visit(string pf, IReadOnlyList<string> names, Action<FirmwareSetting> visit)
    {
        foreach (var site in vfs.Sites(pf)) attempt(site.Name, () => Visit(site, names, visit));
    }

    private void Visit(PfSite site, IReadOnlyList<string> names, Action<FirmwareSetting> visit)
    {
        // Brackets are those of an element of an array.
        var patterns = names.Where(name => !Element().IsMatch(name)).Select(name => new NamePattern(name)).ToArray();
        string[] wanted = patterns.Any(p => p.IsPattern) ? [] : [.. names];
        var missing = new List<SriovException>();
        var settings = reader.Read(site, wanted, missing.Add, warn);
        foreach (var setting in settings.Where(s => wanted.Length > 0 || patterns.Any(p => p.Matches(s.Name)))) visit(setting);
        foreach (var pattern in patterns.Where(p => wanted.Length == 0 && !p.IsPattern && !settings.Any(s => p.Matches(s.Name))))
        {
            var near = NearNames.Of(pattern.Name.ToUpperInvariant(), settings.Select(s => s.Name));
            missing.Add(new FirmwareSettingNotFoundException(site.Name, pattern.Name, near));
        }

        foreach (var refusal in missing) attempt(site.Name, () => throw refusal);
    }

    [GeneratedRegex(@"\A[A-Za-z]\w*\[[0-9]+(\.\.[0-9]+)?\]\z", RegexOptions.CultureInvariant)]
    private static partial Regex Element();
}
