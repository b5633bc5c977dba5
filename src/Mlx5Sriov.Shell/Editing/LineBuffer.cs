using System.Globalization;

namespace Mlx5Sriov.Shell.Editing;

/// <summary>The text being edited and the cursor in it.</summary>
/// <remarks>The text may hold several lines. Left and right move by what the reader sees as one character.</remarks>
internal sealed class LineBuffer
{
    /// <summary>The text.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The cursor: the index in <see cref="Text"/> before which the next character goes.</summary>
    public int Cursor { get; private set; }

    /// <summary>What the last cut took out.</summary>
    private string Cut { get; set; } = "";

    private int LineStart => Cursor == 0 ? 0 : Text.LastIndexOf('\n', Cursor - 1) + 1;

    private int LineEnd => Text.IndexOf('\n', Cursor) is >= 0 and var end ? end : Text.Length;

    /// <summary>Replaces everything; the cursor goes to the end.</summary>
    public void Set(string text) => (Text, Cursor) = (text, text.Length);

    public void Insert(string text) => Replace(Cursor, 0, text);

    /// <summary>Replaces <paramref name="length"/> characters from <paramref name="start"/>; the cursor goes behind the new ones.</summary>
    public void Replace(int start, int length, string text)
    {
        Text = Text.Remove(start, length).Insert(start, text);
        Cursor = start + text.Length;
    }

    public void MoveToEnd() => Cursor = Text.Length;

    /// <summary>Moves to the line above, to the same column if it is long enough.</summary>
    /// <returns>False if there is no line above.</returns>
    public bool MoveUp()
    {
        var start = LineStart;
        if (start == 0) return false;

        var column = Cursor - start;
        Cursor = start - 1;
        Cursor = Math.Min(LineStart + column, LineEnd);
        return true;
    }

    /// <summary>Moves to the line below, to the same column if it is long enough.</summary>
    /// <returns>False if there is no line below.</returns>
    public bool MoveDown()
    {
        var end = LineEnd;
        if (end == Text.Length) return false;

        var column = Cursor - LineStart;
        Cursor = end + 1;
        Cursor = Math.Min(Cursor + column, LineEnd);
        return true;
    }

    /// <summary>Does what a key asks of the text; commands that are not about the text do nothing.</summary>
    public void Do(EditCommand command)
    {
        switch (command)
        {
            case EditCommand.DeleteBack: Remove(Before(), Cursor); break;
            case EditCommand.DeleteForward or EditCommand.DeleteOrLeave: Remove(Cursor, After()); break;
            case EditCommand.MoveLeft: Cursor = Before(); break;
            case EditCommand.MoveRight: Cursor = After(); break;
            case EditCommand.MoveWordLeft: Cursor = WordStart(char.IsLetterOrDigit); break;
            case EditCommand.MoveWordRight: Cursor = WordEnd(); break;
            case EditCommand.MoveToLineStart: Cursor = LineStart; break;
            case EditCommand.MoveToLineEnd: Cursor = LineEnd; break;
            case EditCommand.CutToLineStart: CutOut(LineStart, Cursor); break;
            case EditCommand.CutToLineEnd: CutOut(Cursor, LineEnd); break;
            // Back to the last white space, not only to the last dash: what Ctrl-W does in every shell.
            case EditCommand.CutWordBack: CutOut(WordStart(c => !char.IsWhiteSpace(c)), Cursor); break;
            case EditCommand.CutWordForward: CutOut(Cursor, WordEnd()); break;
            case EditCommand.InsertCut: Insert(Cut); break;
        }
    }

    private void Remove(int start, int end) => Replace(start, end - start, "");

    private void CutOut(int start, int end)
    {
        if (start == end) return;

        Cut = Text[start..end];
        Remove(start, end);
    }

    private int Before()
    {
        var before = LineStart;
        if (before == Cursor) return Math.Max(0, Cursor - 1);

        while (before + StringInfo.GetNextTextElementLength(Text, before) is var next && next < Cursor) before = next;
        return before;
    }

    private int After() => Cursor == Text.Length ? Cursor : Cursor + StringInfo.GetNextTextElementLength(Text, Cursor);

    private int WordStart(Func<char, bool> isWord)
    {
        var start = Cursor;
        while (start > 0 && !isWord(Text[start - 1])) start--;
        while (start > 0 && isWord(Text[start - 1])) start--;
        return start;
    }

    private int WordEnd()
    {
        var end = Cursor;
        while (end < Text.Length && !char.IsLetterOrDigit(Text[end])) end++;
        while (end < Text.Length && char.IsLetterOrDigit(Text[end])) end++;
        return end;
    }
}
