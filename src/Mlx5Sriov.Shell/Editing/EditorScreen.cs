using System.Text;
using Mlx5Sriov.Shell.Host;

namespace Mlx5Sriov.Shell.Editing;

/// <summary>Draws the prompt and the text being edited, over as many rows of the terminal as they take.</summary>
/// <remarks>
/// Only relative sequences are written (ECMA-48 CUU, CUF, ED), counted from the row on which the prompt began: the
/// terminal is never asked where its cursor is, so keys typed ahead stay where they are.
/// </remarks>
internal sealed class EditorScreen(ITerminal terminal, string prompt)
{
    /// <summary>What the lines after the first begin with.</summary>
    public const string Continuation = ">> ";

    private int _cursorRow;

    /// <summary>Draws everything again in place.</summary>
    public void Draw(string text, int cursor)
    {
        var width = terminal.Width;
        var place = new Place(width, CellWidth.Of(prompt));
        var target = place;
        var drawn = new StringBuilder();

        // A surrogate half is no rune of its own: the other half arrives with the next key.
        for (var i = 0; i < text.Length;)
        {
            if (i == cursor) target = place;
            if (text[i] == '\n')
            {
                drawn.Append("\r\n").Append(Continuation);
                place = place.NextLine(Continuation.Length);
                i++;
            }
            else
            {
                Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var length);
                var shown = Rune.IsControl(rune) ? Rune.ReplacementChar : rune;
                drawn.Append(shown.ToString());
                place = place.After(CellWidth.Of(shown));
                i += length;
            }
        }

        if (cursor >= text.Length) target = place;

        // A terminal wraps when the next character comes, not when a row is full.
        if (place.IsWrapped) drawn.Append("\r\n");

        terminal.Write($"{ToStart()}\u001b[J{prompt}{drawn}{Move(place.Row - target.Row, target.Column)}");
        _cursorRow = target.Row;
    }

    /// <summary>Leaves what is drawn where it is and goes to a new row below it.</summary>
    public void Finish(string text, string mark = "")
    {
        Draw(text, text.Length);
        terminal.Write(mark + "\r\n");
        _cursorRow = 0;
    }

    /// <summary>Clears the terminal; the next drawing begins at its top.</summary>
    public void Clear()
    {
        terminal.Write("\u001b[H\u001b[2J");
        _cursorRow = 0;
    }

    private string ToStart() => Move(_cursorRow, 0);

    private static string Move(int rowsUp, int column) =>
        (rowsUp > 0 ? $"\u001b[{rowsUp}A" : "") + "\r" + (column > 0 ? $"\u001b[{column}C" : "");

    /// <summary>A cell of the terminal, counted from where the prompt began.</summary>
    private readonly record struct Place(int Width, int Row, int Column, bool IsWrapped)
    {
        public Place(int width, int cells) : this(width, cells / width, cells % width, cells > 0 && cells % width == 0)
        {
        }

        public Place NextLine(int cells) => new(Width, IsWrapped ? Row : Row + 1, cells, false);

        public Place After(int cells)
        {
            if (cells == 0) return this;

            var fits = Column + cells <= Width;
            var (row, end) = fits ? (Row, Column + cells) : (Row + 1, cells);
            return end == Width ? new Place(Width, row + 1, 0, true) : new Place(Width, row, end, false);
        }
    }
}
