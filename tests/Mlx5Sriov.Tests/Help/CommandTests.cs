using System.Management.Automation;
using System.Reflection;

using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests.Help;

/// <summary>What every cmdlet owes its users besides help.</summary>
public class CommandTests
{
    public static TheoryData<string> Commands => ExportedCommands.Names;

    [Fact]
    public void Every_cmdlet_of_the_assembly_is_exported() => Assert.Equal(
        typeof(Cmdlets.MlxCmdlet).Assembly.GetTypes().Where(t => t.GetCustomAttribute<CmdletAttribute>() is not null).Select(t => t.FullName).Order(),
        ExportedCommands.All.Select(c => c.ImplementingType.FullName).Order());

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_cmdlet_has_an_approved_verb_and_a_singular_noun(string command)
    {
        var approved = typeof(VerbsCommon).Assembly.GetTypes()
            .Where(t => t.Namespace == typeof(VerbsCommon).Namespace && t.Name.StartsWith("Verbs", StringComparison.Ordinal))
            .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral))
            .Select(f => (string)f.GetRawConstantValue()!);
        var parts = command.Split('-');

        Assert.Contains(parts[0], approved);
        Assert.Matches("^Mlx[A-Z][A-Za-z]*(?<!s)$", parts[1]);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_cmdlet_has_a_Pester_suite_that_is_about_it(string command)
    {
        var suite = File.ReadAllText(Path.Combine(Repository.Root, $"tests/Pester/{command}.Tests.ps1"));

        Assert.Contains($"Describe '{command}", suite, StringComparison.Ordinal);
        Assert.Contains("    It '", suite, StringComparison.Ordinal);
    }
}
