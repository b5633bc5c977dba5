using System.Collections;

using Mlx5Sriov.Firmware.Boots;
using Mlx5Sriov.Inventory;

namespace Mlx5Sriov.Completion;

/// <summary>Completes the value of the firmware setting that the same command names: its words, or the numbers that it has.</summary>
public sealed class FirmwareValueCompleter : FirmwareNameCompleter
{
    private protected override bool IsPattern => false;

    private protected override IEnumerable<(string Text, string ToolTip)> Candidates(HostSnapshot snapshot, IDictionary bound)
    {
        if (Texts(bound["Name"]).FirstOrDefault() is not { } name || Settings(snapshot, bound, name).FirstOrDefault() is not { } setting) return [];
        var words = new FirmwareReader(snapshot).Words(snapshot.Site(setting.PfPciAddress), setting.Name);
        var values = words.Count > 0
            ? words
            : new[] { setting.Next, setting.Current, setting.Default }.Where(v => v?.Number is not null).Select(v => $"{v}").Distinct();
        return values.Select(value => (value, $"{setting.Name}={value}"));
    }
}
