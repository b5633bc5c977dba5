using System.Text.RegularExpressions;

namespace Mlx5Sriov.Tests;

/// <summary>The library knows no PowerShell, also not in what it says: no string and no comment of it names a cmdlet or a parameter.</summary>
public partial class SourceTests
{
    public static TheoryData<string> Files => new(Directory
        .EnumerateFiles(Core, "*.cs", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Core, path))
        .Where(path => !path.StartsWith("obj", StringComparison.Ordinal) && !path.StartsWith("bin", StringComparison.Ordinal)));

    private static string Core => Path.Combine(Repository.Root, "src/Mlx5Sriov.Core");

    [Theory]
    [MemberData(nameof(Files))]
    public void No_text_of_Core_names_a_cmdlet_or_a_parameter(string file) => Assert.DoesNotContain(
        Texts(File.ReadAllLines(Path.Combine(Core, file))),
        text => Cmdlet().IsMatch(text) || Parameter().IsMatch(text));

    [Theory]
    [InlineData("    return $\"Reset it (Set-MlxPf {name}).\"; // x", true)]
    [InlineData("    /// <summary>Binds to Get-MlxVf.</summary>", true)]
    [InlineData("    \"use -Rebind, or restart the guest.\"", true)]
    [InlineData("    \"-Force takes them away\"", true)]
    [InlineData("    => (-Numerator) - Denominator;", false)]
    [InlineData("    \"ip -d link show dev NAME\"", false)]
    [InlineData("    \"an e-switch (esw/legacy.c) of Mellanox\"", false)]
    public void What_names_one_is_found(string line, bool isFound) =>
        Assert.Equal(isFound, Texts([line]).Any(text => Cmdlet().IsMatch(text) || Parameter().IsMatch(text)));

    // A string that holds other strings in its braces falls in pieces, each of which is looked at.
    private static IEnumerable<string> Texts(IEnumerable<string> lines) => lines.SelectMany(line => Text().Matches(line).Select(m => m.Value));

    [GeneratedRegex(@"//.*|""(?:[^""\\]|\\.)*""")]
    private static partial Regex Text();

    [GeneratedRegex(@"\b[A-Z][a-zA-Z]+-Mlx")]
    private static partial Regex Cmdlet();

    [GeneratedRegex(@"(^|[ (""'>])-[A-Z][a-z]{2,}")]
    private static partial Regex Parameter();
}
