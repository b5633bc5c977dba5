using System.Collections;

using Mlx5Sriov.Firmware;
using Mlx5Sriov.Firmware.Boots;
using Mlx5Sriov.Inventory;
using Mlx5Sriov.Selection;

namespace Mlx5Sriov.Completion;

/// <summary>Completes the names of the firmware settings that the physical functions of the same command show.</summary>
public class FirmwareNameCompleter : HostCompleter
{
    private protected override IEnumerable<(string Text, string ToolTip)> Candidates(HostSnapshot snapshot, IDictionary bound) =>
        Settings(snapshot, bound, "*").DistinctBy(s => s.Name).Select(s => (s.Name, $"{s.Name} is {s.Current}, and {s.Next} after a restart"));

    /// <summary>The settings that go by a name or pattern.</summary>
    private protected static List<FirmwareSetting> Settings(HostSnapshot snapshot, IDictionary bound, string name)
    {
        var found = new List<FirmwareSetting>();
        var selection = new FirmwareSelection(new FirmwareReader(snapshot), new VfSelection(snapshot, Quietly), Quietly, _ => { });
        foreach (var pf in PfsOf(bound)) Quietly(pf, () => selection.Visit(pf, [name], found.Add));
        return found;
    }
}
