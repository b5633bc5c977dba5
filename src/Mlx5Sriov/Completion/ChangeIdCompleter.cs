using System.Collections;
using System.Globalization;

using Mlx5Sriov.Inventory;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Session;

namespace Mlx5Sriov.Completion;

/// <summary>Completes the ids of changes, the newest first.</summary>
public sealed class ChangeIdCompleter : HostCompleter
{
    private protected override IEnumerable<(string Text, string ToolTip)> Candidates(HostSnapshot snapshot, IDictionary bound) =>
        Told(new Journal(HostSession.OfCompletion().Host));

    // One that cannot be read is offered by its id alone.
    private static IEnumerable<(string Text, string ToolTip)> Told(Journal journal)
    {
        foreach (var id in journal.Ids().Reverse())
        {
            var told = id;
            Quietly(id, () =>
            {
                if (journal.Read(id) is not { } change) return;
                var started = change.Started.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
                told = $"{change.Title} on {change.Pf} at {started}: {change.State}";
            });
            yield return (id, told);
        }
    }
}
