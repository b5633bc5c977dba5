namespace Mlx5Sriov.Refusals.Devices;

/// <summary>An attribute or a tool's answer reads otherwise than any driver release writes it.</summary>
/// <param name="source">Where the text came from: a path or a command.</param>
/// <param name="text">The text; a long one is shown cut.</param>
/// <param name="expected">What was expected.</param>
public sealed class MalformedTextException(string source, string text, string expected) : SriovException(
    $"{source} reads '{(text.Length > 80 ? text[..80] + "..." : text).TrimEnd('\n').ReplaceLineEndings("\\n")}', which is not {expected}.",
    "Check the driver's release; if this is how it writes the attribute, report the text.")
{
    /// <inheritdoc/>
    public override RefusalEntry Entry => RefusalCatalog.MalformedText;

    /// <summary>Where the text came from.</summary>
    public string Origin { get; } = source;

    /// <summary>The text.</summary>
    public string Text { get; } = text;
}
