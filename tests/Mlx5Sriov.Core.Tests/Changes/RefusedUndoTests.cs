using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Plans.Running;

using static Mlx5Sriov.Core.Tests.Changes.RollbackTests;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>What goes wrong while a change is taken back: the residue says so. Apart from the other rollbacks, so that both run at once.</summary>
public sealed class RefusedUndoTests
{
    public static IEnumerable<object[]> Cases => ChangeCases.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Where_the_undo_is_refused_too_the_residue_names_what_differs_and_mends_it(string name)
    {
        var change = ChangeCases.Find(name);
        foreach (var n in ChangeCase.Tried(1, WriteCount(change)))
        {
            foreach (var undoWrite in new[] { 0, 1, 2 })
            {
                var host = change.NewHost(out var before);
                var undos = change.Plan(host).Steps.SelectMany(s => s.Undo.Select(o => (Text: $"{s.Target}: {o.Command} (", Operation: o))).ToArray();
                host.AddFault("*", Errno.EIO, n);
                var isBroken = false;

                void Break(PlanProgress p) => isBroken = isBroken || (p.IsUndo && host.AddFault("*", Errno.EIO, undoWrite) is not null);
                var failure = Assert.Throws<PlanFailedException>(() => change.Run(host, Break));

                foreach (var fault in host.Faults) host.RemoveFault(fault.Id);
                var differing = HostState.Differing(before, HostState.Read(host));
                var named = failure.Residue.Select(r => r[..r.IndexOf(": ", StringComparison.Ordinal)]).ToHashSet();
                void AssertIsNamed(string thing) => Assert.True(
                    named.Contains(thing) || named.Contains(PfOf(thing)),
                    $"write {n}, undo write {undoWrite}: {thing} is not in {failure.Message}");

                // A driver that could not even be unbound is named though nothing differs: which address it was bound to cannot be read.
                if (change.IsExact) Assert.Equal(differing, named);
                else if (change.IsOfGroups) Assert.Equal(differing.Count > 0, named.Count > 0);
                else Assert.All(differing, AssertIsNamed);
                Assert.Equal(failure.Residue.Count == 0 ? ChangeState.RolledBack : ChangeState.Incomplete, Entry(host).State);
                Assert.Equal(failure.Residue, Entry(host).Residue);

                if (change.Wish is VfSettingsWish)
                {
                    foreach (var left in failure.Residue)
                    {
                        var undo = undos.First(u => left.StartsWith(u.Text, StringComparison.Ordinal)).Operation;
                        undo.Apply(host.Seams, CancellationToken.None);
                    }

                    AssertSame(Settings(before), Settings(HostState.Read(host)), $"write {n}, undo write {undoWrite}, {string.Join("; ", failure.Residue)}");
                }

                if (failure.Residue.Count > 0) Runner(host).Undo(Entry(host), isForced: false, agreed: [], CancellationToken.None);
                AssertSame(before, HostState.Read(host), $"write {n}, undo write {undoWrite}, {string.Join("; ", failure.Residue)}");
            }
        }
    }

    // By hand the settings are mended; a driver that was bound to the wrong address meanwhile takes the whole undo.
    private static Dictionary<string, string> Settings(IReadOnlyDictionary<string, string> state) =>
        state.Where(l => !l.Key.EndsWith(": own address", StringComparison.Ordinal)).ToDictionary(l => l.Key, l => l.Value);

    private static string PfOf(string name) => name.Split([" vf ", " group "], StringSplitOptions.None)[0];
}
