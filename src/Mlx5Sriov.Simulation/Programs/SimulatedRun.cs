using Mlx5Sriov.Kernel.Programs;

namespace Mlx5Sriov.Simulation.Programs;

/// <summary>A program that runs on a simulated host, as the program sees it: it prints, takes input and ends.</summary>
/// <remarks>All of it is used while the host is locked: in <see cref="ISimulatedTool.Begin"/>, and in what is called from here.</remarks>
public sealed class SimulatedRun
{
    private readonly Inbox<ToolLine> _lines;
    private readonly Action _ended;

    internal SimulatedRun(IReadOnlyList<string> arguments, Inbox<ToolLine> lines, Action ended) => (Arguments, _lines, _ended) = (arguments, lines, ended);

    /// <summary>The arguments.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>What takes standard input as it is written; null for a program that does not read it.</summary>
    public Action<string>? Input { get; set; }

    /// <summary>What is done when standard input is closed; null for nothing.</summary>
    public Action? InputClosed { get; set; }

    /// <summary>Its exit status; null while it runs and where it was killed for its caller.</summary>
    internal int? ExitCode { get; private set; }

    /// <summary>Why its caller had it killed; null for no such reason.</summary>
    internal Exception? Failure { get; private set; }

    /// <summary>Prints a line to standard output. A program that has ended prints no more.</summary>
    /// <param name="line">The line, without its end.</param>
    public void Print(string line) => Put(LineSource.Output, line);

    /// <summary>Prints a line to standard error. A program that has ended prints no more.</summary>
    /// <param name="line">The line, without its end.</param>
    public void PrintError(string line) => Put(LineSource.Error, line);

    /// <summary>Has the program do something later on the host's clock, if it runs then. Whoever waits for the program moves the clock to that time.</summary>
    /// <param name="delay">How much later; zero or more.</param>
    /// <param name="act">What it does.</param>
    /// <exception cref="ArgumentOutOfRangeException">The delay is negative.</exception>
    public void After(TimeSpan delay, Action act) => _lines.After(delay, act);

    /// <summary>Ends the program. A second time does nothing.</summary>
    /// <param name="code">Its exit status.</param>
    public void Exit(int code) => End(code, null);

    /// <summary>The lines of a text.</summary>
    internal static IEnumerable<string> LinesOf(string text) => text.Length == 0 ? [] : text[..^(text.EndsWith('\n') ? 1 : 0)].Split('\n');

    /// <summary>Kills the program for its caller.</summary>
    internal void Kill(Exception failure) => End(null, failure);

    private void End(int? code, Exception? failure)
    {
        if (_lines.IsEnded) return;
        (ExitCode, Failure) = (code, failure);
        _lines.End(failure);
        _ended();
    }

    private void Put(LineSource source, string line)
    {
        if (!_lines.IsEnded) _lines.Put(new ToolLine(source, line));
    }
}
