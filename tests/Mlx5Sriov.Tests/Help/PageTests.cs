using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;

using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests.Help;

/// <summary>Every cmdlet has a page, and the page says what the cmdlet is.</summary>
public class PageTests
{
    public static TheoryData<string> Commands => ExportedCommands.Names;

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_cmdlet_has_a_page_with_a_text_in_every_place(string command)
    {
        var page = HelpPage.Of(command);

        Assert.Contains($"title: {command}", page.Lines);
        Assert.Matches(@"^[A-Z][^\n]{10,75}\.$", page.Synopsis);
        Assert.NotEmpty(page.Description);
        Assert.NotEmpty(page.Notes);
        Assert.NotEmpty(page.Links);
        Assert.True(page.Examples.Count >= 2, "A page has two examples at least.");
        Assert.All(page.Parameters, p => Assert.True(
            p.Value.Description.EndsWith('.') || p.Value.Description.Contains("\n- ", StringComparison.Ordinal),
            $"{p.Key} has no description."));
        Assert.All([.. page.Inputs, .. page.Outputs], v => Assert.NotEmpty(v.Value));
        Assert.DoesNotContain(page.Lines, line => line.Contains("{{", StringComparison.Ordinal));
    }

    [Fact]
    public void There_is_no_page_of_a_cmdlet_that_does_not_exist() => Assert.Equal(
        ExportedCommands.All.Select(c => c.Name).Order(StringComparer.Ordinal),
        Directory.GetFiles(HelpPage.Folder, "*.md").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_page_describes_the_parameters_there_are(string command)
    {
        var page = HelpPage.Of(command);
        var parameters = ExportedCommands.ParametersOf(command).ToList();

        Assert.Equal(parameters.Select(p => p.Name), page.Parameters.Keys.Order(StringComparer.Ordinal));
        Assert.All(parameters, p => Assert.Equal(Facts(p), page.Parameters[p.Name].Facts));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_page_tells_the_defaults_and_the_values_of_enums(string command)
    {
        var page = HelpPage.Of(command);
        var instance = Activator.CreateInstance(ExportedCommands.Named(command).ImplementingType)!;
        foreach (var parameter in ExportedCommands.ParametersOf(command))
        {
            var told = page.Parameters[parameter.Name];
            Assert.True(Default(instance, parameter).Contains(told.DefaultValue), $"{parameter.Name} has another default than {told.DefaultValue}.");
            var one = parameter.ParameterType.GetElementType() ?? parameter.ParameterType;
            if (told.AcceptedValues.Count > 0) Assert.Equal(Enum.GetNames(one), told.AcceptedValues);
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_page_shows_the_syntax_that_PowerShell_tells(string command) => Assert.Equal(
        ExportedCommands.Named(command).ParameterSets.Select(set => $"{command} {set}").Order(StringComparer.Ordinal),
        HelpPage.Of(command).Syntaxes.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_page_explains_every_property_of_what_the_cmdlet_gives(string command)
    {
        var page = HelpPage.Of(command);
        var types = ExportedCommands.Named(command).OutputType.Select(o => o.Type).OfType<Type>().ToList();

        Assert.Equal(types.Count == 0 ? ["None"] : types.Select(t => t.FullName!), page.Outputs.Keys);
        Assert.All(types.Where(type => type != typeof(string)), type => Assert.All(
            type.GetProperties(BindingFlags.Public | BindingFlags.Instance),
            property => Assert.Matches($@"\b{property.Name}(,\s+[A-Z]\w+)*:\s", page.Outputs[type.FullName!])));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Links_lead_somewhere(string command) => Assert.All(
        HelpPage.Of(command).Links,
        link => Assert.True(File.Exists(Path.Combine(HelpPage.Folder, link.Target)), $"There is no {link.Target}."));

    [Theory]
    [MemberData(nameof(Commands))]
    public void Lines_of_text_fit_a_terminal_of_80_columns_below_the_indent_of_Get_Help(string command)
    {
        var isCode = false;
        foreach (var line in HelpPage.Of(command).Lines)
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) isCode = !isCode;
            var isText = !isCode && !line.StartsWith('#') && !line.StartsWith("- [", StringComparison.Ordinal) && !IsBoilerplate(line);
            if (isText) Assert.True(line.Length <= 76, $"{line.Length} characters: {line}");
        }
    }

    // PlatyPS writes the paragraph on common parameters, and lines it up wider.
    private static bool IsBoilerplate(string line) => line.StartsWith("This cmdlet supports the common", StringComparison.Ordinal) || line.StartsWith('-');

    private static string Facts(ParameterMetadata parameter)
    {
        var sets = parameter.ParameterSets.Select(s => PageParameter.SetFacts(
            s.Key == ParameterAttribute.AllParameterSets ? "(All)" : s.Key,
            s.Value.Position == int.MinValue ? "Named" : s.Value.Position.ToString(CultureInfo.InvariantCulture),
            Word(s.Value.IsMandatory),
            Word(s.Value.ValueFromPipeline),
            Word(s.Value.ValueFromPipelineByPropertyName)));
        var takesWildcards = parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any();
        return PageParameter.AllFacts($"{parameter.ParameterType}", Word(takesWildcards), parameter.Aliases, sets);
    }

    private static string Word(bool value) => value ? "true" : "false";

    /// <summary>
    /// What a page may tell as a parameter's default: nothing for a mandatory one, the value that the property begins with, All or nothing for null.
    /// </summary>
    private static IReadOnlyList<string> Default(object cmdlet, ParameterMetadata parameter)
    {
        if (parameter.ParameterSets.Values.All(s => s.IsMandatory)) return [""];
        return cmdlet.GetType().GetProperty(parameter.Name) is not { } property ? ["False"] : property.GetValue(cmdlet) switch
        {
            null => ["", "All"],
            string text => [text],
            IEnumerable items => [string.Join(", ", items.Cast<object>())],
            var value => [Convert.ToString(value, CultureInfo.InvariantCulture)!],
        };
    }
}
