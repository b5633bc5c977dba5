namespace Mlx5Sriov.Shell.Editing;

/// <summary>Reads commands and answers from a terminal, key by key.</summary>
/// <param name="terminal">The terminal.</param>
/// <param name="completer">Proposes on Tab.</param>
internal sealed class LineEditor(ITerminal terminal, ICompleter completer)
{
    private readonly LineHistory _history = new();

    /// <summary>Reads a command, with history, completion, and more lines as long as <paramref name="isIncomplete"/> says so.</summary>
    public EditedLine ReadCommand(string prompt, Func<string, bool> isIncomplete)
    {
        // Only the prompt's last line is drawn again while editing.
        var lastLine = prompt.LastIndexOf('\n') + 1;
        terminal.Write(prompt[..lastLine].ReplaceLineEndings("\r\n"));

        _history.Rewind();
        var screen = new EditorScreen(terminal, prompt[lastLine..]);
        var line = Edit(screen, text => text, (buffer, command) => DoInCommand(screen, buffer, command, isIncomplete));
        if (line.Outcome == EditOutcome.Accepted) _history.Add(line.Text);
        return line;
    }

    /// <summary>Reads one line: the answer to a question.</summary>
    /// <param name="prompt">The question.</param>
    /// <param name="isSecret">Show an asterisk for each character.</param>
    public EditedLine ReadAnswer(string prompt, bool isSecret)
    {
        Func<string, string> show = isSecret ? text => new string('*', text.Length) : text => text;
        return Edit(new EditorScreen(terminal, prompt), show, (_, _) => false);
    }

    /// <summary>The loop: a key, its command, the screen.</summary>
    /// <param name="screen">Where to draw.</param>
    /// <param name="show">What of the text is shown; as long as the text.</param>
    /// <param name="handle">Does what is special to what is read; false leaves the command to the loop.</param>
    private EditedLine Edit(EditorScreen screen, Func<string, string> show, Func<LineBuffer, EditCommand, bool> handle)
    {
        // Before the first drawing: whoever sees the prompt may press Ctrl-C.
        terminal.InterruptIsKey = true;
        try
        {
            return ReadKeys(screen, show, handle);
        }
        finally
        {
            terminal.InterruptIsKey = false;
        }
    }

    private EditedLine ReadKeys(EditorScreen screen, Func<string, string> show, Func<LineBuffer, EditCommand, bool> handle)
    {
        var buffer = new LineBuffer();
        while (true)
        {
            if (!terminal.IsKeyWaiting) screen.Draw(show(buffer.Text), buffer.Cursor);

            if (terminal.ReadKey() is not { } key) return new EditedLine(EditOutcome.Ended, "");

            var command = KeyBindings.CommandOf(key);
            if (handle(buffer, command)) continue;

            switch (command)
            {
                case EditCommand.Insert:
                    buffer.Insert(key.KeyChar.ToString());
                    break;
                case EditCommand.Accept:
                    screen.Finish(show(buffer.Text));
                    return new EditedLine(EditOutcome.Accepted, buffer.Text);
                case EditCommand.Cancel:
                    screen.Finish(show(buffer.Text), "^C");
                    return new EditedLine(EditOutcome.Cancelled, "");
                case EditCommand.DeleteOrLeave when buffer.Text.Length == 0:
                    screen.Finish("");
                    return new EditedLine(EditOutcome.Ended, "");
                default:
                    buffer.Do(command);
                    break;
            }
        }
    }

    private bool DoInCommand(EditorScreen screen, LineBuffer buffer, EditCommand command, Func<string, bool> isIncomplete)
    {
        switch (command)
        {
            case EditCommand.Accept when isIncomplete(buffer.Text):
                buffer.MoveToEnd();
                buffer.Insert("\n");
                return true;
            case EditCommand.MoveUp:
                if (!buffer.MoveUp() && _history.Previous(buffer.Text) is { } older) buffer.Set(older);
                return true;
            case EditCommand.MoveDown:
                if (!buffer.MoveDown() && _history.Next() is { } newer) buffer.Set(newer);
                return true;
            case EditCommand.Complete:
                Complete(screen, buffer);
                return true;
            case EditCommand.ClearScreen:
                screen.Clear();
                return true;
            default:
                return false;
        }
    }

    // As bash does: put in what all proposals share; where that is nothing new, list them.
    private void Complete(EditorScreen screen, LineBuffer buffer)
    {
        terminal.InterruptIsKey = false;
        var completions = completer.Complete(buffer.Text, buffer.Cursor);
        terminal.InterruptIsKey = true;

        var common = completions.CommonStart;
        var present = buffer.Text.AsSpan(completions.Start, completions.Length);

        if (completions.Proposals.Count == 1 || common.Length > present.Length)
        {
            buffer.Replace(completions.Start, completions.Length, common);
        }
        else if (completions.Proposals.Count > 1)
        {
            screen.Finish(buffer.Text);
            terminal.Write(ProposalList.Format(completions.Proposals, terminal.Width));
        }
    }
}
