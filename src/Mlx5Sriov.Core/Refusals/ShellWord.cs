using System.Globalization;
using System.Text;

namespace Mlx5Sriov.Refusals;

/// <summary>Words of equivalent commands as a shell reads them: what is run by hand must mean what was meant here, whatever marks a name has.</summary>
public static class ShellWord
{
    private const string PlainMarks = "-_./:@%+,=";

    /// <summary>The word, in single quotes where a shell would read anything else into it.</summary>
    /// <param name="word">The word, which may hold any character; null, as what a damaged journal lacks, is an empty one.</param>
    /// <returns><c>eth2</c>, <c>'$(id)'</c>, <c>$'a\x1b'</c>: one word to bash, whose value is the word.</returns>
    /// <remarks>
    /// POSIX, Shell Command Language, 2.2: within single quotes every character but the quote itself stands for itself. What cannot be shown is written as
    /// the octets of <c>$'\x1b'</c>, which bash, zsh, ksh and POSIX of 2024 know.
    /// </remarks>
    public static string Quote(string? word)
    {
        if (string.IsNullOrEmpty(word)) return "''";
        if (word.All(c => char.IsAsciiLetterOrDigit(c) || PlainMarks.Contains(c, StringComparison.Ordinal))) return word;
        return PlainText.Of(word) == word
            ? $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'"
            : $"$'{string.Concat(Encoding.UTF8.GetBytes(word).Select(Octet))}'";
    }

    /// <summary>Several words that one blank parts, such as <c>add 4 15</c>.</summary>
    /// <param name="words">The words.</param>
    /// <returns>The words, each quoted where it needs to be; all as one where blanks stand otherwise between them.</returns>
    public static string Words(string? words) => words?.Split(' ') is { } parts && parts.All(part => part.Length > 0)
        ? string.Join(' ', parts.Select(Quote))
        : Quote(words);

    /// <summary>The handle of a devlink rate node.</summary>
    /// <param name="device">The device: <c>pci/0000:05:00.0</c>.</param>
    /// <param name="name">The node's name.</param>
    /// <returns><c>pci/0000:05:00.0/gold</c>, quoted where it needs to be.</returns>
    public static string Node(string device, string name) => Quote($"{device}/{name}");

    private static string Octet(byte octet) => char.IsAsciiLetterOrDigit((char)octet)
        ? $"{(char)octet}"
        : string.Create(CultureInfo.InvariantCulture, $"\\x{octet:x2}");
}
