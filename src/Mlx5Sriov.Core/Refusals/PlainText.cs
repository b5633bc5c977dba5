using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Mlx5Sriov.Refusals;

/// <summary>
/// Texts that others choose, as they may be shown: names of processes, guests, namespaces and devices, and the kernel's words. A tenant's name must not
/// command the administrator's terminal, nor erase the line that tells whom an act hits.
/// </summary>
public static class PlainText
{
    /// <summary>What stands for a character that is not shown (U+FFFD).</summary>
    public const char Replacement = '\uFFFD';

    /// <summary>The text with every character replaced that is none to be seen: of control, of format, of line or paragraph ends, and halves of one.</summary>
    /// <param name="text">The text; null for none.</param>
    /// <returns>The text as it may be shown, of the same length; null for null.</returns>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Of(string? text) => text is null || !text.Any(IsHidden) ? text : string.Create(text.Length, text, (shown, from) =>
    {
        for (var at = 0; at < from.Length; at++)
        {
            var isPair = char.IsHighSurrogate(from[at]) && at + 1 < from.Length && char.IsLowSurrogate(from[at + 1]);
            if (isPair && !IsHidden(CharUnicodeInfo.GetUnicodeCategory(from, at)))
            {
                shown[at] = from[at];
                shown[++at] = from[at];
            }
            else
            {
                shown[at] = IsHidden(from[at]) ? Replacement : from[at];
            }
        }
    });

    /// <summary>Whether a text can be shown as it is.</summary>
    /// <param name="text">The text.</param>
    /// <returns>False where something in it would be replaced, or was.</returns>
    public static bool Is(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Of(text) == text && !text.Contains(Replacement, StringComparison.Ordinal);
    }

    private static bool IsHidden(char c) => IsHidden(char.GetUnicodeCategory(c));

    private static bool IsHidden(UnicodeCategory category) => category is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
}
