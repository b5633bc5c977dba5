using System.Collections;

using Mlx5Sriov.Cmdlets;
using Mlx5Sriov.Inventory;

namespace Mlx5Sriov.Completion;

/// <summary>Completes the names of VFs.</summary>
public sealed class VfNameCompleter : HostCompleter
{
    private protected override IEnumerable<(string Text, string ToolTip)> Candidates(HostSnapshot snapshot, IDictionary bound) =>
        VfSelection.Named(snapshot, "*", static (_, work) => work())
            .SelectMany(vf => VfSelection.NamesOf(vf).Select(name => (name, vf.ToString())));
}
