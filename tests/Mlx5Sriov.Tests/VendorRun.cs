using System.Management.Automation;

namespace Mlx5Sriov.Tests;

/// <summary>A run of the vendor's procedures on one simulated host, compared with what their rows say.</summary>
/// <param name="session">The session on that host.</param>
/// <param name="where">The name that the rows have for that host.</param>
internal sealed class VendorRun(ModuleSession session, string where)
{
    /// <summary>Runs the rows from top to bottom, each on what the ones before it left.</summary>
    public void Check(IReadOnlyList<VendorProcedure> table)
    {
        foreach (var procedure in table.Where(p => where == "InfiniBand" == p.Where.Contains("InfiniBand")))
        {
            if (procedure.Where.Contains(where)) CheckHere(procedure);
            else CheckElsewhere(procedure, isElsewhere: procedure.Elsewhere(table).Contains(where));
        }
    }

    private void CheckHere(VendorProcedure procedure)
    {
        var first = Run(procedure);
        AssertSame(procedure, "errors", [], first.Errors);
        AssertSame(procedure, "writes", procedure.Acts, first.Writes);
        Assert.True(procedure.Acts.Count > 0 || first.HasOutput, $"{procedure.Cmdlet} on {where} neither wrote nor gave anything.");

        var second = Run(procedure);
        AssertSame(procedure, "errors of the second run", procedure.Again.Refusal is { } id ? [id] : [], second.Errors);
        AssertSame(procedure, "writes of the second run", procedure.Again.WritesAgain ? procedure.Acts : [], second.Writes);
    }

    private void CheckElsewhere(VendorProcedure procedure, bool isElsewhere)
    {
        var (errors, writes, _) = Run(procedure);
        Assert.True(writes.Count == 0 || isElsewhere, $"{procedure.Cmdlet} on {where} wrote {string.Join("; ", writes)}");
        Assert.True(errors.Count > 0 || procedure.IsSoAnyway || isElsewhere, $"{procedure.Cmdlet} on {where} was not refused.");
    }

    private Outcome Run(VendorProcedure procedure)
    {
        session.Simulation.ClearWrites();
        var result = session.Run(procedure.Cmdlet);
        var terminating = result.Terminating is IContainsErrorRecord { ErrorRecord: { } record } ? [record] : Array.Empty<ErrorRecord>();
        return new Outcome(
            [.. result.Errors.Concat(terminating).Select(e => e.FullyQualifiedErrorId.Split(',')[0])],
            [.. session.Simulation.Writes.Select(w => VendorProcedure.Canonical(w.Act))],
            result.Output.Count > 0);
    }

    private void AssertSame(VendorProcedure procedure, string what, IReadOnlyList<string> expected, IReadOnlyList<string> actual) => Assert.True(
        expected.SequenceEqual(actual),
        $"{procedure.Cmdlet} on {where}, {what}:\nexpected {Listed(expected)}\nactual   {Listed(actual)}");

    private static string Listed(IReadOnlyList<string> texts) => texts.Count == 0 ? "none" : string.Join("; ", texts);

    private sealed record Outcome(IReadOnlyList<string> Errors, IReadOnlyList<string> Writes, bool HasOutput);
}
