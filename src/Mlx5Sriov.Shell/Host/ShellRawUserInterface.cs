using System.Management.Automation.Host;

namespace Mlx5Sriov.Shell.Host;

/// <summary>The terminal's size, cursor, colours and single keys.</summary>
/// <remarks>A terminal's cells cannot be read back, so the members that would do so are refused.</remarks>
internal sealed class ShellRawUserInterface(ShellConsole console) : PSHostRawUserInterface
{
    // The engine's name for "the terminal's own colour", as .NET has it on Unix.
    private const ConsoleColor TerminalColor = (ConsoleColor)(-1);

    private string _title = "";

    public override ConsoleColor ForegroundColor { get; set; } = TerminalColor;

    public override ConsoleColor BackgroundColor { get; set; } = TerminalColor;

    public override Size BufferSize
    {
        get => new(ShellConsole.Width, ShellConsole.Height);
        set => throw NotOnATerminal();
    }

    public override Size WindowSize
    {
        get => BufferSize;
        set => throw NotOnATerminal();
    }

    public override Size MaxWindowSize => BufferSize;

    public override Size MaxPhysicalWindowSize => BufferSize;

    public override Coordinates WindowPosition
    {
        get => new(0, 0);
        set => throw NotOnATerminal();
    }

    public override Coordinates CursorPosition
    {
        get
        {
            if (!console.CanEdit) return new Coordinates(0, 0);

            var (left, top) = Console.GetCursorPosition();
            return new Coordinates(left, top);
        }
        set
        {
            if (console.CanEdit) console.Output.WriteRaw($"\u001b[{value.Y + 1};{value.X + 1}H");
        }
    }

    public override int CursorSize { get; set; } = 25;

    public override string WindowTitle
    {
        get => _title;
        set
        {
            _title = value;
            if (console.CanEdit) Console.Title = value;
        }
    }

    public override bool KeyAvailable => console.IsInteractive && Console.KeyAvailable;

    public override KeyInfo ReadKey(ReadKeyOptions options)
    {
        if (!console.IsInteractive) throw new HostException("A key cannot be read: standard input is not a terminal.");

        var key = Console.ReadKey(intercept: options.HasFlag(ReadKeyOptions.NoEcho));
        var state = (key.Modifiers.HasFlag(ConsoleModifiers.Shift) ? ControlKeyStates.ShiftPressed : 0)
            | (key.Modifiers.HasFlag(ConsoleModifiers.Alt) ? ControlKeyStates.LeftAltPressed : 0)
            | (key.Modifiers.HasFlag(ConsoleModifiers.Control) ? ControlKeyStates.LeftCtrlPressed : 0);
        return new KeyInfo((int)key.Key, key.KeyChar, state, keyDown: options.HasFlag(ReadKeyOptions.IncludeKeyDown));
    }

    public override void FlushInputBuffer()
    {
        while (KeyAvailable) Console.ReadKey(intercept: true);
    }

    public override int LengthInBufferCells(string source) => CellWidth.Of(source);

    public override int LengthInBufferCells(string source, int offset) => CellWidth.Of(source[offset..]);

    public override int LengthInBufferCells(char source) =>
        System.Text.Rune.TryCreate(source, out var rune) ? CellWidth.Of(rune) : 1;

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw NotOnATerminal();

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) =>
        throw NotOnATerminal();

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw NotOnATerminal();

    /// <summary>Clears the screen: the one fill a terminal has a sequence for, and what Clear-Host asks for.</summary>
    public override void SetBufferContents(Rectangle rectangle, BufferCell fill)
    {
        if (console.CanEdit) console.Output.WriteRaw("\u001b[H\u001b[2J");
    }

    private static NotSupportedException NotOnATerminal() => new("A terminal has no such function.");
}
