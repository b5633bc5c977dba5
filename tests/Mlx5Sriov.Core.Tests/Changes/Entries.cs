using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>All changes of a host.</summary>
internal static class Entries
{
    public static IReadOnlyList<JournalEntry> Of(SimulatedHost host)
    {
        var journal = new Journal(host.Seams);
        return [.. journal.Ids().Select(id => journal.Read(id)!)];
    }
}
