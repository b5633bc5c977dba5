using System.Globalization;
using System.Management.Automation.Internal;
using System.Text;

namespace Mlx5Sriov.Shell.Host;

/// <summary>How many terminal cells a text takes.</summary>
/// <remarks>
/// East Asian wide and fullwidth characters take two cells (Unicode Standard Annex 11), combining marks and format
/// characters none.
/// </remarks>
internal static class CellWidth
{
    private static readonly (int First, int Last)[] s_wide =
    [
        (0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0xA4CF), (0xA960, 0xA97C), (0xAC00, 0xD7A3), (0xF900, 0xFAFF),
        (0xFE10, 0xFE19), (0xFE30, 0xFE6F), (0xFF00, 0xFF60), (0xFFE0, 0xFFE6), (0x1F300, 0x1F64F), (0x1F680, 0x1F6FF),
        (0x1F900, 0x1FAFF), (0x20000, 0x3FFFD),
    ];

    /// <summary>The width of one code point.</summary>
    public static int Of(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
        _ when rune.IsAscii => 1,
        _ => Array.Exists(s_wide, range => rune.Value >= range.First && rune.Value <= range.Last) ? 2 : 1,
    };

    /// <summary>The width of a text; escape sequences count for nothing.</summary>
    public static int Of(string text)
    {
        var plain = new StringDecorated(text).ToString(System.Management.Automation.OutputRendering.PlainText);
        var width = 0;
        foreach (var rune in plain.EnumerateRunes()) width += Of(rune);
        return width;
    }

    /// <summary>The longest beginning of a plain text that fits into <paramref name="cells"/>.</summary>
    public static string Fit(string text, int cells)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            cells -= Of(rune);
            if (cells < 0) break;
            length += rune.Utf16SequenceLength;
        }

        return text[..length];
    }
}
