using System.Globalization;
using System.Text.RegularExpressions;

namespace Mlx5Sriov.Kernel.Recorded;

/// <summary>A command of a recorded run, what it printed, and its exit status.</summary>
internal sealed partial record Transcript(string Command, string Output, int ExitCode)
{
    /// <summary>The words of the command.</summary>
    public string[] Words => Command.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Reads a text of blocks: <c>$ command</c>, its output, <c>[rc=status]</c>.</summary>
    public static IEnumerable<Transcript> Parse(string text) => Block().Matches(text).Select(m => new Transcript(
        m.Groups["command"].Value, m.Groups["output"].Value, int.Parse(m.Groups["rc"].Value, CultureInfo.InvariantCulture)));

    /// <summary>All commands of the run that a capture is of.</summary>
    public static List<Transcript> Of(string capture) => Recording.TranscriptsOf(capture).SelectMany(Parse).ToList();

    [GeneratedRegex(@"^\$ (?<command>.*?)\n(?<output>.*?)^\[rc=(?<rc>\d+)\]$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
