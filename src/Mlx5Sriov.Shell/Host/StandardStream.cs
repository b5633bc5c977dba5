using System.Management.Automation;
using System.Management.Automation.Internal;

namespace Mlx5Sriov.Shell.Host;

/// <summary>Standard output or standard error: decorated text goes in, and comes out plain unless it may be decorated.</summary>
/// <param name="writer">The stream's writer, which flushes each write.</param>
/// <param name="understandsEscapes">The stream ends at a terminal that understands escape sequences.</param>
internal sealed class StandardStream(TextWriter writer, bool understandsEscapes)
{
    /// <summary>Escape sequences are let through: <c>$PSStyle.OutputRendering</c> says so, or leaves it to the terminal.</summary>
    public bool IsDecorated => PSStyle.Instance.OutputRendering switch
    {
        OutputRendering.PlainText => false,
        OutputRendering.Ansi => true,
        _ => understandsEscapes,
    };

    /// <summary>The stream ends at a terminal that understands escape sequences, whatever the style settings.</summary>
    public bool UnderstandsEscapes => understandsEscapes;

    /// <summary>The last text written left the cursor within a line.</summary>
    public bool IsMidLine { get; private set; }

    /// <summary>The text as it may appear here: without its escape sequences where they are not wanted.</summary>
    public string Render(string text) => IsDecorated ? text : new StringDecorated(text).ToString(OutputRendering.PlainText);

    /// <summary>Writes text as it may appear here.</summary>
    public void Write(string text) => WriteRaw(Render(text));

    /// <summary>Writes text as it is.</summary>
    public void WriteRaw(string text)
    {
        writer.Write(text);
        if (text.Length > 0) IsMidLine = text[^1] is not ('\n' or '\r');
    }

    /// <summary>Something else has written here, and may have left the cursor anywhere.</summary>
    public void MarkUnknown() => IsMidLine = true;
}
