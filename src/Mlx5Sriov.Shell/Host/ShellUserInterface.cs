using System.Management.Automation;
using System.Management.Automation.Host;
using System.Text;

namespace Mlx5Sriov.Shell.Host;

/// <summary>Writes what the engine shows, and asks what it asks, on the standard streams.</summary>
/// <remarks>
/// As <c>pwsh</c> does it: errors go to standard error, everything else that the host is asked to show to standard output.
/// Commands of one session may write from several threads at once.
/// </remarks>
internal sealed partial class ShellUserInterface : PSHostUserInterface
{
    private readonly ShellConsole _console;
    private readonly ShellRawUserInterface _raw;
    private readonly ProgressLine _progress;
    private readonly LineInput _input;
    private readonly object _writing = new();
    private StringBuilder? _captured;

    public ShellUserInterface(ShellConsole console, LineInput input)
    {
        _console = console;
        _input = input;
        _raw = new ShellRawUserInterface(console);
        _progress = new ProgressLine(console.Output);
    }

    public override PSHostRawUserInterface RawUI => _raw;

    public override bool SupportsVirtualTerminal => _console.Output.IsDecorated || _console.Output.UnderstandsEscapes;

    public override void Write(string value) => Send(value);

    public override void WriteLine(string value) => Send(value + '\n');

    public override void WriteLine() => Send("\n");

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        Send(Coloured(foregroundColor, backgroundColor, value));

    public override void WriteLine(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        Send(Coloured(foregroundColor, backgroundColor, value) + '\n');

    public override void WriteErrorLine(string value)
    {
        // The views of errors end with an empty line too many; pwsh leaves it out here as well.
        if (!string.IsNullOrEmpty(value)) Send(_console.Error, value + '\n');
    }

    public override void WriteWarningLine(string message) => Send(Labelled(FormatStyle.Warning, "WARNING", message));

    public override void WriteVerboseLine(string message) => Send(Labelled(FormatStyle.Verbose, "VERBOSE", message));

    public override void WriteDebugLine(string message) => Send(Labelled(FormatStyle.Debug, "DEBUG", message));

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        lock (_writing) _progress.Update(sourceId, record);
    }

    /// <summary>Takes the progress of a finished pipeline off the terminal.</summary>
    public void ClearProgress()
    {
        lock (_writing) _progress.Clear();
    }

    /// <summary>Does <paramref name="work"/>, and hands back what it meant for standard output.</summary>
    public string Capture(Action work)
    {
        var captured = _captured = new StringBuilder();
        try
        {
            work();
        }
        finally
        {
            _captured = null;
        }

        return captured.ToString();
    }

    private void Send(string text)
    {
        if (_captured is { } captured) captured.Append(text);
        else Send(_console.Output, text);
    }

    private void Send(StandardStream stream, string text)
    {
        lock (_writing)
        {
            _progress.Hide();
            stream.Write(text);
            _progress.Show();
        }
    }

    private static string Labelled(FormatStyle style, string label, string message) =>
        $"{GetFormatStyleString(style)}{label}: {message}{PSStyle.Instance.Reset}\n";

    // -1 is what the raw interface calls the terminal's own colour.
    private static string Coloured(ConsoleColor foreground, ConsoleColor background, string text)
    {
        var style = (Enum.IsDefined(foreground), Enum.IsDefined(background)) switch
        {
            (true, true) => PSStyle.MapColorPairToEscapeSequence(foreground, background),
            (true, false) => PSStyle.MapForegroundColorToEscapeSequence(foreground),
            (false, true) => PSStyle.MapBackgroundColorToEscapeSequence(background),
            _ => "",
        };
        return style.Length == 0 ? text : style + text + PSStyle.Instance.Reset;
    }
}
