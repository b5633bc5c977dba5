using Mlx5Sriov.Shell.Editing;

namespace Mlx5Sriov.Tests.Shell;

public sealed class LineBufferTests
{
    // The cursor is drawn as a bar.
    [Theory]
    [InlineData("ab|c", nameof(EditCommand.MoveLeft), "a|bc")]
    [InlineData("|abc", nameof(EditCommand.MoveLeft), "|abc")]
    [InlineData("ab|c", nameof(EditCommand.MoveRight), "abc|")]
    [InlineData("abc|", nameof(EditCommand.MoveRight), "abc|")]
    [InlineData("abc|", nameof(EditCommand.MoveToLineStart), "|abc")]
    [InlineData("a|bc", nameof(EditCommand.MoveToLineEnd), "abc|")]
    [InlineData("a\nbc|", nameof(EditCommand.MoveToLineStart), "a\n|bc")]
    [InlineData("a|b\nc", nameof(EditCommand.MoveToLineEnd), "ab|\nc")]
    [InlineData("a\n|b", nameof(EditCommand.MoveLeft), "a|\nb")]
    [InlineData("Get-MlxVf eth2|", nameof(EditCommand.MoveWordLeft), "Get-MlxVf |eth2")]
    [InlineData("Get-|MlxVf eth2", nameof(EditCommand.MoveWordLeft), "|Get-MlxVf eth2")]
    [InlineData("Get-|MlxVf eth2", nameof(EditCommand.MoveWordRight), "Get-MlxVf| eth2")]
    [InlineData("abc|", nameof(EditCommand.DeleteBack), "ab|")]
    [InlineData("|abc", nameof(EditCommand.DeleteBack), "|abc")]
    [InlineData("a\n|b", nameof(EditCommand.DeleteBack), "a|b")]
    [InlineData("a|bc", nameof(EditCommand.DeleteForward), "a|c")]
    [InlineData("abc|", nameof(EditCommand.DeleteForward), "abc|")]
    [InlineData("a|bc", nameof(EditCommand.DeleteOrLeave), "a|c")]
    [InlineData("ab|c", nameof(EditCommand.CutToLineStart), "|c")]
    [InlineData("a|bc", nameof(EditCommand.CutToLineEnd), "a|")]
    [InlineData("x\na|bc\ny", nameof(EditCommand.CutToLineEnd), "x\na|\ny")]
    [InlineData("Get-MlxVf -Pf eth2 |", nameof(EditCommand.CutWordBack), "Get-MlxVf -Pf |")]
    [InlineData("Get-MlxVf -Pf|", nameof(EditCommand.CutWordBack), "Get-MlxVf |")]
    [InlineData("a| bc d", nameof(EditCommand.CutWordForward), "a| d")]
    // One character to the reader, several to the machine: a combining mark, a surrogate pair.
    [InlineData("e\u0301|", nameof(EditCommand.DeleteBack), "|")]
    [InlineData("x\U0001F600|", nameof(EditCommand.MoveLeft), "x|\U0001F600")]
    [InlineData("|\U0001F600x", nameof(EditCommand.DeleteForward), "|x")]
    public void A_command_moves_or_cuts(string before, string command, string after)
    {
        var buffer = Parse(before);

        buffer.Do(Enum.Parse<EditCommand>(command));

        Assert.Equal(after, Draw(buffer));
    }

    [Fact]
    public void What_was_cut_can_be_put_in_again()
    {
        var buffer = Parse("one |two");

        buffer.Do(EditCommand.CutToLineEnd);
        buffer.Do(EditCommand.MoveToLineStart);
        buffer.Do(EditCommand.InsertCut);

        Assert.Equal("two|one ", Draw(buffer));
    }

    [Fact]
    public void Up_and_down_keep_the_column_as_far_as_the_line_has_it()
    {
        var buffer = Parse("long line\nab\nanother|");

        Assert.True(buffer.MoveUp());
        Assert.Equal("long line\nab|\nanother", Draw(buffer));
        Assert.True(buffer.MoveUp());
        Assert.Equal("lo|ng line\nab\nanother", Draw(buffer));
        Assert.False(buffer.MoveUp());
        Assert.True(buffer.MoveDown());
        Assert.Equal("long line\nab|\nanother", Draw(buffer));
        Assert.True(buffer.MoveDown());
        Assert.False(buffer.MoveDown());
    }

    private static LineBuffer Parse(string drawn)
    {
        var parts = drawn.Split('|');
        var buffer = new LineBuffer();
        buffer.Set(parts[0] + parts[1]);
        buffer.Replace(0, parts[0].Length, parts[0]);
        return buffer;
    }

    private static string Draw(LineBuffer buffer) => buffer.Text.Insert(buffer.Cursor, "|");
}
