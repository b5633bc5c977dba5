using System.Collections;
using System.Globalization;

using Mlx5Sriov.Inventory;
using Mlx5Sriov.Session;

namespace Mlx5Sriov.Completion;

/// <summary>Completes the numbers of the simulated faults.</summary>
public sealed class FaultIdCompleter : HostCompleter
{
    private protected override IEnumerable<(string Text, string ToolTip)> Candidates(HostSnapshot snapshot, IDictionary bound) =>
        HostSession.OfCompletion().Simulation.Faults.Select(f => (f.Id.ToString(CultureInfo.InvariantCulture), f.Pattern));
}
