using System.Text.RegularExpressions;

namespace Mlx5Sriov.Tests.Help;

/// <summary>An example on a page: what it is for, its code, and what the code prints.</summary>
internal sealed partial class PageExample
{
    public PageExample(string title, string text)
    {
        Title = title;
        var layout = Layout().Match(text);
        Introduction = layout.Groups["text"].Value;
        Code = layout.Groups["code"].Value;
        Output = layout.Groups["output"].Value;
    }

    public string Title { get; }

    /// <summary>Empty where the page does not keep to the layout, as are the others.</summary>
    public string Introduction { get; }

    public string Code { get; }

    public string Output { get; }

    // The same that 'build.ps1 Docs' asks for.
    [GeneratedRegex(@"^(?<text>.*?)\s*```powershell\n(?<code>.*?)\n```\s*```output\n(?<output>.*?)\n```$", RegexOptions.Singleline)]
    private static partial Regex Layout();
}
