using System.Xml.Linq;

namespace Mlx5Sriov.Tests.Help;

/// <summary>The file that Get-Help reads (MAML), made from the pages by <c>./build.ps1 Docs</c>.</summary>
internal static class HelpFile
{
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private static readonly Lazy<Dictionary<string, XElement>> s_commands = new(() =>
        XDocument.Load(Path.Combine(Repository.Root, "en-US/Mlx5Sriov.dll-Help.xml")).Root!
            .Elements(s_command + "command").ToDictionary(c => c.Element(s_command + "details")!.Element(s_command + "name")!.Value));

    public static IEnumerable<string> Commands => s_commands.Value.Keys;

    public static string Synopsis(string command) => Paragraphs(Named(command).Element(s_command + "details")?.Element(s_maml + "description"));

    public static string Description(string command) => Paragraphs(Named(command).Element(s_maml + "description"));

    public static string Notes(string command) => Paragraphs(Named(command).Element(s_maml + "alertSet")?.Element(s_maml + "alert"));

    /// <summary>Description and default of each parameter.</summary>
    public static IReadOnlyDictionary<string, (string Description, string DefaultValue)> Parameters(string command) =>
        Named(command).Element(s_command + "parameters")?.Elements().ToDictionary(
            p => p.Element(s_maml + "name")!.Value,
            p => (Paragraphs(p.Element(s_maml + "description")), p.Element(s_dev + "defaultValue")?.Value ?? "")) ?? [];

    /// <summary>The inputs or outputs: type and description.</summary>
    public static IReadOnlyDictionary<string, string> Values(string command, string kind) =>
        Named(command).Element(s_command + kind)!.Elements().ToDictionary(
            v => v.Element(s_dev + "type")!.Element(s_maml + "name")!.Value,
            v => Paragraphs(v.Element(s_maml + "description")));

    public static IReadOnlyList<(string Title, string Introduction, string Code, string Output)> Examples(string command) =>
        [.. Named(command).Element(s_command + "examples")?.Elements().Select(e => (
            e.Element(s_maml + "title")!.Value.Trim('-', ' '),
            Paragraphs(e.Element(s_maml + "introduction")),
            e.Element(s_dev + "code")!.Value,
            Paragraphs(e.Element(s_dev + "remarks")))) ?? []];

    private static XElement Named(string command) => s_commands.Value[command];

    private static string Paragraphs(XElement? element) =>
        element is null ? "" : string.Join("\n\n", element.Elements(s_maml + "para").Select(p => p.Value)).Trim('\n');
}
