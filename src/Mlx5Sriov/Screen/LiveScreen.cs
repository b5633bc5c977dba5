using System.Management.Automation.Host;
using System.Text;

namespace Mlx5Sriov.Screen;

/// <summary>
/// Draws lines over those that it drew before. Between two drawings the cursor is below the last line, so that the
/// terminal is in order whenever the drawing ends.
/// </summary>
/// <param name="ui">The host's user interface, on a terminal.</param>
/// <remarks>
/// Only sequences that stay when a host takes the colours out are used (ECMA-48 CUP, CUU, ED, EL): no second screen, no hidden cursor. The terminal
/// is never asked where its cursor is, so keys that were typed ahead stay where they are.
/// </remarks>
internal sealed class LiveScreen(PSHostUserInterface ui)
{
    private static readonly Size s_usual = new(80, 24);

    private Size _size;
    private int _drawn;

    /// <summary>How large a drawing can be: a cell less than the terminal each way, for no line may wrap or scroll.</summary>
    public Size Room
    {
        get
        {
            var size = WindowSize;
            return new Size(Math.Max(1, size.Width - 1), Math.Max(1, size.Height - 1));
        }
    }

    /// <summary>How many cells a text takes.</summary>
    public int CellsOf(string text) => ui.RawUI.LengthInBufferCells(text);

    /// <summary>Draws lines, each no longer than <see cref="Room"/>, in the place of those before.</summary>
    public void Draw(IReadOnlyList<string> lines)
    {
        var text = new StringBuilder(ToStart());
        for (var i = 0; i < lines.Count; i++) text.Append(lines[i]).Append(i < lines.Count - 1 ? "\u001b[K" : "\u001b[J").Append("\r\n");
        ui.Write(text.ToString());
        _drawn = lines.Count;
    }

    /// <summary>Takes the lines away: what is written next takes their place, and the next drawing comes below it.</summary>
    public void Erase()
    {
        if (_drawn == 0) return;
        ui.Write($"{ToStart()}\u001b[J");
        _drawn = 0;
    }

    // A terminal that was resized has wrapped its lines again: nothing is where it was, so the drawing begins at the top.
    private string ToStart()
    {
        var before = _size;
        _size = WindowSize;
        return _drawn == 0 ? ""
            : before != _size ? "\u001b[2J\u001b[H"
            : $"\r\u001b[{_drawn}A";
    }

    private Size WindowSize
    {
        get
        {
            try
            {
                var size = ui.RawUI.WindowSize;
                return size is { Width: > 0, Height: > 0 } ? size : s_usual;
            }
            catch (Exception unknown) when (unknown is HostException or NotImplementedException or NotSupportedException)
            {
                return s_usual;
            }
        }
    }
}
