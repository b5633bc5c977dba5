namespace Mlx5Sriov.Kernel;

/// <summary>Words of equivalent commands as a shell reads them: what is run by hand must mean what was meant here, whatever marks a name has.</summary>
internal static class ShellWord
{
    private const string PlainMarks = "-_./:@%+,=";

    /// <summary>The word, in single quotes where sh would read anything else into it.</summary>
    /// <remarks>POSIX, Shell Command Language, 2.2: within single quotes every character but the quote itself stands for itself.</remarks>
    public static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || PlainMarks.Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>The handle of a devlink rate node.</summary>
    /// <param name="device">The device: <c>pci/0000:05:00.0</c>.</param>
    /// <param name="name">The node's name.</param>
    public static string Node(string device, string name) => Quote($"{device}/{name}");
}
