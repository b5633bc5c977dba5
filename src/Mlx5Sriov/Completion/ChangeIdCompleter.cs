using System.Collections;

using Mlx5Sriov.Changes;
using Mlx5Sriov.Inventory;
using Mlx5Sriov.Session;

namespace Mlx5Sriov.Completion;

/// <summary>Completes the ids of changes, the newest first.</summary>
public sealed class ChangeIdCompleter : HostCompleter
{
    private protected override IEnumerable<(string Text, string ToolTip)> Candidates(HostSnapshot snapshot, IDictionary bound) =>
        new Journal(HostSession.OfCompletion().Host).Ids().Reverse().Select(id => (id, id));
}
