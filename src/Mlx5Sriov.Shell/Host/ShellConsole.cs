using System.Globalization;

namespace Mlx5Sriov.Shell.Host;

/// <summary>The process's standard streams, and what they are connected to.</summary>
internal sealed class ShellConsole
{
    private const int DefaultWidth = 80;
    private const int DefaultHeight = 24;

    // A redirected table is read by people in editors and by tools; 120 columns hold the module's widest one.
    private const int RedirectedWidth = 120;

    public ShellConsole()
    {
        var hasEscapes = Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");
        Output = new StandardStream(Console.Out, hasEscapes && !Console.IsOutputRedirected);
        Error = new StandardStream(Console.Error, hasEscapes && !Console.IsErrorRedirected);
        IsInteractive = !Console.IsInputRedirected;
        CanEdit = IsInteractive && Output.UnderstandsEscapes;
    }

    public StandardStream Output { get; }

    public StandardStream Error { get; }

    /// <summary>Somebody types: standard input is a terminal.</summary>
    public bool IsInteractive { get; }

    /// <summary>Input and output are one terminal on which a line can be edited.</summary>
    public bool CanEdit { get; }

    /// <summary>The width in cells for output: the terminal's, or COLUMNS, or a fixed one where output is redirected.</summary>
    public static int Width
    {
        get
        {
            if (!Console.IsOutputRedirected) return Console.WindowWidth is > 0 and var width ? width : DefaultWidth;

            var columns = Environment.GetEnvironmentVariable("COLUMNS");
            return int.TryParse(columns, NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given > 0
                ? given
                : RedirectedWidth;
        }
    }

    public static int Height =>
        !Console.IsOutputRedirected && Console.WindowHeight is > 0 and var height ? height : DefaultHeight;

    /// <summary>The next line of standard input without editing; null at its end.</summary>
    public static string? ReadLine() => Console.In.ReadLine();

    /// <summary>What is left of standard input.</summary>
    public static IEnumerable<string> ReadLines()
    {
        while (ReadLine() is { } line) yield return line;
    }

    /// <summary>Puts the cursor at the start of a line, whatever was written before.</summary>
    /// <remarks>
    /// Asking the terminal for its cursor would swallow what the user has typed ahead. A row of spaces wraps if and
    /// only if the cursor was not in the first column; the carriage return then ends in the first column either way.
    /// </remarks>
    public void StartLine()
    {
        if (CanEdit && Output.IsMidLine) Output.WriteRaw($"{new string(' ', Width)}\r\u001b[K");
    }
}
