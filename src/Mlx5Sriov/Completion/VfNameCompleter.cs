using System.Collections;

using Mlx5Sriov.Inventory;
using Mlx5Sriov.Selection;

namespace Mlx5Sriov.Completion;

/// <summary>Completes the names of VFs.</summary>
public sealed class VfNameCompleter : HostCompleter
{
    private protected override IEnumerable<(string Text, string ToolTip)> Candidates(HostSnapshot snapshot, IDictionary bound) =>
        new VfSelection(snapshot, Quietly).All.SelectMany(vf => vf.Names.Select(name => (name, vf.ToString())));
}
