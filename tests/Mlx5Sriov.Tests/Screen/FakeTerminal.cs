using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Mlx5Sriov.Tests.Screen;

/// <summary>A terminal whose screen can be looked at; each character takes one cell, and it wraps as terminals do, at the next character.</summary>
internal sealed partial class FakeTerminal(int width)
{
    private readonly List<StringBuilder> _rows = [new()];
    private int _row;
    private int _column;

    /// <summary>The rows as they stand, without what is blank at their ends.</summary>
    public IReadOnlyList<string> Rows => [.. _rows.Select(row => row.ToString().TrimEnd())];

    public (int Row, int Column) Cursor => (_row, _column);

    public void Write(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            if (Sequence().Match(text, i) is { Success: true } sequence)
            {
                Do(sequence.Groups["act"].Value[0], sequence.Groups["n"].Value);
                i += sequence.Length;
                continue;
            }

            Put(text[i++]);
        }
    }

    private void Put(char character)
    {
        switch (character)
        {
            case '\r':
                _column = 0;
                return;
            case '\n':
                NextRow();
                return;
        }

        if (_column == width)
        {
            NextRow();
            _column = 0;
        }

        var row = _rows[_row];
        if (row.Length < _column) row.Append(' ', _column - row.Length);
        if (row.Length > _column) row.Remove(_column, 1);
        row.Insert(_column++, character);
    }

    private void NextRow()
    {
        if (++_row == _rows.Count) _rows.Add(new StringBuilder());
    }

    private void Do(char act, string number)
    {
        var n = number.Length > 0 ? int.Parse(number, CultureInfo.InvariantCulture) : 1;
        switch (act)
        {
            case 'A':
                _row -= n;
                break;
            case 'C':
                _column = Math.Min(_column + n, width - 1);
                break;
            case 'H':
                (_row, _column) = (0, 0);
                break;
            case 'J' when number == "2":
                _rows.Clear();
                _rows.Add(new StringBuilder());
                break;
            case 'J':
                _rows[_row].Length = Math.Min(_rows[_row].Length, _column);
                _rows.RemoveRange(_row + 1, _rows.Count - _row - 1);
                break;
            case 'K':
                _rows[_row].Length = Math.Min(_rows[_row].Length, _column);
                break;
            case 'm':
                break;
            default:
                throw new NotSupportedException($"Nobody should need CSI {number}{act}.");
        }
    }

    [GeneratedRegex(@"\G\u001b\[(?<n>[0-9;]*)(?<act>[A-Za-z])")]
    private static partial Regex Sequence();
}
