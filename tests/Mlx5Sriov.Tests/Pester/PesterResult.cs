namespace Mlx5Sriov.Tests.Pester;

/// <summary>What became of a Pester test.</summary>
/// <param name="Name">The suite, and the test's own name with its blocks'.</param>
/// <param name="Result">Passed, Failed, Skipped, or why it never ran.</param>
/// <param name="Error">What failed and where, or why it was skipped.</param>
public sealed record PesterResult(string Name, string Result, string Error)
{
    public override string ToString() => Name;
}
