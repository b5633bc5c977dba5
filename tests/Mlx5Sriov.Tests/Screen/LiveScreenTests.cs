using System.Management.Automation.Host;

using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Screen;

namespace Mlx5Sriov.Tests.Screen;

/// <summary>Drawing in place, on a terminal whose cells can be looked at.</summary>
public class LiveScreenTests
{
    private readonly RenderingHost _host = new(width: 40);
    private readonly FakeTerminal _terminal = new(40);
    private readonly LiveScreen _screen;

    public LiveScreenTests()
    {
        _screen = new LiveScreen(_host.UI);
        _terminal.Write("PS> Watch\r\n");
    }

    [Fact]
    public void A_drawing_takes_the_place_of_the_one_before()
    {
        Draw("one", "two is long", "three");
        Assert.Equal(["PS> Watch", "one", "two is long", "three", ""], _terminal.Rows);
        Draw("1", "2");
        Assert.Equal(["PS> Watch", "1", "2", ""], _terminal.Rows);
        Draw("uno", "dos", "tres", "cuatro");
        Assert.Equal(["PS> Watch", "uno", "dos", "tres", "cuatro", ""], _terminal.Rows);
    }

    [Fact]
    public void The_cursor_is_below_the_drawing_so_that_a_prompt_can_follow_at_any_time()
    {
        Draw("one", "two");
        Assert.Equal((3, 0), _terminal.Cursor);
        Draw("one", "two", "three");
        Assert.Equal((4, 0), _terminal.Cursor);
    }

    [Fact]
    public void What_is_written_after_an_erasure_takes_the_place_and_the_next_drawing_comes_below()
    {
        Draw("one", "two");
        _screen.Erase();
        Show();
        _terminal.Write("an error\r\n");
        Draw("three");
        Assert.Equal(["PS> Watch", "an error", "three", ""], _terminal.Rows);
    }

    [Fact]
    public void Nothing_is_erased_where_nothing_was_drawn()
    {
        _screen.Erase();
        Assert.Equal("", _host.TakeRaw());
    }

    [Fact]
    public void A_terminal_that_was_resized_is_drawn_anew_from_its_top()
    {
        Draw("one", "two");
        _host.UI.RawUI.WindowSize = new Size(30, 10);
        Draw("three");
        Assert.Equal(["three", ""], _terminal.Rows);
        Draw("four");
        Assert.Equal(["four", ""], _terminal.Rows);
    }

    [Theory]
    [InlineData(40, 24, 39, 23)]
    [InlineData(1, 1, 1, 1)]
    [InlineData(0, 0, 79, 23)]
    public void There_is_room_for_a_line_and_a_column_less_than_the_terminal_has(int width, int height, int roomWidth, int roomHeight)
    {
        _host.UI.RawUI.WindowSize = new Size(width, height);
        Assert.Equal(new Size(roomWidth, roomHeight), _screen.Room);
    }

    [Fact]
    public void Only_sequences_are_used_that_stay_where_colours_are_taken_out()
    {
        _screen.Draw(["one"]);
        _screen.Draw(["one"]);
        _host.UI.RawUI.WindowSize = new Size(30, 10);
        _screen.Draw(["one"]);
        _screen.Erase();
        var raw = _host.TakeRaw();
        Assert.Equal(raw, new System.Management.Automation.Internal.StringDecorated(raw).ToString(System.Management.Automation.OutputRendering.PlainText));
    }

    private void Draw(params string[] lines)
    {
        _screen.Draw(lines);
        Show();
    }

    private void Show() => _terminal.Write(_host.TakeRaw());
}
