using Mlx5Sriov.Shell.Editing;

namespace Mlx5Sriov.Tests.Shell;

public sealed class LineEditorTests
{
    private static readonly ConsoleKeyInfo s_unbound = new('\0', ConsoleKey.F1, shift: false, alt: false, control: false);

    [Fact]
    public void What_is_typed_is_shown_and_handed_back()
    {
        var terminal = new FakeTerminal(40, [.. Keys.Text("Get-MlxPf"), s_unbound, Keys.Enter]);

        var line = Read(terminal);

        Assert.Equal(new EditedLine(EditOutcome.Accepted, "Get-MlxPf"), line);
        Assert.Equal(["PS> Get-MlxPf", ""], terminal.Rows);
    }

    public static TheoryData<string, ConsoleKeyInfo[]> Edited => new()
    {
        { "xab", [.. Keys.Text("ab"), Keys.Ctrl('a'), .. Keys.Text("x")] },
        { "abx", [.. Keys.Text("ab"), Keys.Home, Keys.Ctrl('e'), .. Keys.Text("x")] },
        { "ac", [.. Keys.Text("abc"), Keys.Left, Keys.Backspace] },
        { "ab", [.. Keys.Text("abc"), Keys.Left, Keys.Ctrl('d')] },
        { "c", [.. Keys.Text("abc"), Keys.Left, Keys.Ctrl('u')] },
        { "ab", [.. Keys.Text("abc"), Keys.Left, Keys.Ctrl('k')] },
        { "one ", [.. Keys.Text("one two"), Keys.Ctrl('w')] },
        { "twoone ", [.. Keys.Text("one two"), Keys.Ctrl('w'), Keys.Ctrl('a'), Keys.Ctrl('y')] },
        { "one xtwo", [.. Keys.Text("one two"), Keys.Alt('b'), .. Keys.Text("x")] },
        { "\u00e4\u4e2d\U0001F600", Keys.Text("\u00e4\u4e2d\U0001F600") },
    };

    [Theory]
    [MemberData(nameof(Edited))]
    public void Keys_edit_the_line(string expected, ConsoleKeyInfo[] keys) =>
        Assert.Equal(expected, Read(new FakeTerminal(40, [.. keys, Keys.Enter])).Text);

    public static TheoryData<int, ConsoleKeyInfo[], string, int, int> Wrapped => new()
    {
        // A line that wraps, edited at its start; one that fills its row; a wide character that does not fit into it.
        { 10, [.. Keys.Text("abcdefghij"), Keys.Ctrl('a'), .. Keys.Text("X")], "PS> Xabcde\nfghij", 0, 5 },
        { 10, Keys.Text("abcdef"), "PS> abcdef\n", 1, 0 },
        { 7, Keys.Text("ab\u4e2dc"), "PS> ab\n\u4e2d c", 1, 3 },
    };

    [Theory]
    [MemberData(nameof(Wrapped))]
    public void A_long_line_goes_on_in_the_next_row(int width, ConsoleKeyInfo[] keys, string rows, int row, int column)
    {
        var terminal = new FakeTerminal(width, keys);

        Read(terminal);

        Assert.Equal(rows.Split('\n'), terminal.Rows);
        Assert.Equal((row, column), terminal.Cursor);
    }

    [Fact]
    public void An_incomplete_command_goes_on_in_the_next_line()
    {
        var terminal = new FakeTerminal(40, [.. Keys.Text("{"), Keys.Enter, .. Keys.Text("1"), Keys.Enter, .. Keys.Text("}"), Keys.Enter]);

        Assert.Equal("{\n1\n}", Read(terminal).Text);
        Assert.Equal(["PS> {", ">> 1", ">> }", ""], terminal.Rows);
    }

    [Fact]
    public void Up_brings_back_what_was_typed_before_and_down_what_was_being_typed()
    {
        var terminal = new FakeTerminal(
            40,
            [
                .. Keys.Text("one"), Keys.Enter,
                .. Keys.Text("{"), Keys.Enter, .. Keys.Text("}"), Keys.Enter,
                Keys.Up, Keys.Up, Keys.Up, Keys.Up, Keys.Enter,
                .. Keys.Text("new"), Keys.Up, Keys.Down, Keys.Down, Keys.Enter,
            ]);
        var editor = new LineEditor(terminal, new FixedCompleter());

        string[] read = [.. Enumerable.Range(0, 4).Select(_ => ReadCommand(editor).Text)];

        Assert.Equal(["one", "{\n}", "one", "new"], read);
    }

    [Fact]
    public void Tab_puts_in_what_all_proposals_share_and_then_lists_them()
    {
        var terminal = new FakeTerminal(40, [.. Keys.Text("get-m"), Keys.Tab, Keys.Tab, .. Keys.Text("V"), Keys.Tab, Keys.Enter]);

        Assert.Equal("Get-MlxVf", Read(terminal, "Get-MlxPf", "Get-MlxVf").Text);
        Assert.Equal(["PS> Get-Mlx", "Get-MlxPf  Get-MlxVf", "PS> Get-MlxVf", ""], terminal.Rows);
    }

    [Fact]
    public void Tab_without_proposals_changes_nothing() =>
        Assert.Equal("x", Read(new FakeTerminal(40, [.. Keys.Text("x"), Keys.Tab, Keys.Enter])).Text);

    [Fact]
    public void Ctrl_L_clears_the_screen_and_keeps_the_line()
    {
        var terminal = new FakeTerminal(40, [.. Keys.Text("ab"), Keys.Ctrl('l'), .. Keys.Text("c")]);
        terminal.Write("what was there before\r\n");

        Read(terminal);

        Assert.Equal(["PS> abc"], terminal.Rows);
    }

    [Fact]
    public void Ctrl_C_throws_the_line_away()
    {
        var terminal = new FakeTerminal(40, [.. Keys.Text("abc"), Keys.Ctrl('c')]);

        Assert.Equal(EditOutcome.Cancelled, Read(terminal).Outcome);
        Assert.Equal(["PS> abc^C", ""], terminal.Rows);
    }

    [Fact]
    public void Ctrl_C_is_a_key_only_while_a_line_is_read_and_nothing_is_looked_up()
    {
        var terminal = new FakeTerminal(40, [.. Keys.Text("x"), Keys.Tab, Keys.Enter]);
        var completer = new FixedCompleter { WhenAsked = () => Assert.False(terminal.InterruptIsKey) };

        ReadCommand(new LineEditor(terminal, completer));

        Assert.True(completer.WasAsked);
        Assert.False(terminal.InterruptIsKey);
    }

    [Fact]
    public void Ctrl_D_leaves_only_on_an_empty_line()
    {
        Assert.Equal(EditOutcome.Ended, Read(new FakeTerminal(40, Keys.Ctrl('d'))).Outcome);
        Assert.Equal("a", Read(new FakeTerminal(40, [.. Keys.Text("a"), Keys.Ctrl('d'), Keys.Enter])).Text);
    }

    [Fact]
    public void A_terminal_that_is_gone_ends_the_input() =>
        Assert.Equal(EditOutcome.Ended, Read(new FakeTerminal(40, Keys.Text("abc"))).Outcome);

    [Fact]
    public void Only_the_last_line_of_a_prompt_is_drawn_again()
    {
        var terminal = new FakeTerminal(40, [.. Keys.Text("ab"), Keys.Enter]);

        new LineEditor(terminal, new FixedCompleter()).ReadCommand("first\n\u001b[31m$\u001b[0m ", _ => false);

        Assert.Equal(["first", "\u0024 ab", ""], terminal.Rows);
    }

    [Fact]
    public void A_secret_is_never_shown()
    {
        var terminal = new FakeTerminal(40, [.. Keys.Text("key"), Keys.Left, Keys.Backspace, Keys.Enter]);

        Assert.Equal("ky", new LineEditor(terminal, new FixedCompleter()).ReadAnswer("Secret: ", isSecret: true).Text);
        Assert.Equal(["Secret: **", ""], terminal.Rows);
        Assert.DoesNotContain(terminal.Shown, shown => shown.Contains('k', StringComparison.Ordinal));
    }

    private static EditedLine Read(FakeTerminal terminal, params string[] proposals) =>
        ReadCommand(new LineEditor(terminal, new FixedCompleter(proposals)));

    private static EditedLine ReadCommand(LineEditor editor) =>
        editor.ReadCommand("PS> ", text => text.Count(c => c == '{') > text.Count(c => c == '}'));

    private sealed class FixedCompleter(params string[] proposals) : ICompleter
    {
        public Action? WhenAsked { get; init; }

        public bool WasAsked { get; private set; }

        public Completions Complete(string text, int cursor)
        {
            WhenAsked?.Invoke();
            WasAsked = true;
            var fitting = proposals.Where(p => p.StartsWith(text, StringComparison.OrdinalIgnoreCase));
            return new Completions(0, text.Length, [.. fitting.Select(p => new Proposal(p, p))]);
        }
    }
}
