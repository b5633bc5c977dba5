using Mlx5Sriov.Kernel.Programs;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Core.Tests.Kernel;

/// <summary>What holds for programs that are followed, on the machine and on a simulated host alike.</summary>
public abstract class RunningToolContract
{
    /// <summary>The programs: <c>cat</c>, <c>sleep</c>, and one that prints <c>out</c> and <c>err</c> and fails with 7.</summary>
    protected abstract IToolRunner Tools { get; }

    /// <summary>The one that fails, and its arguments.</summary>
    protected abstract string[] Failing { get; }

    [Fact]
    public async Task Lines_tell_their_stream_and_the_status_comes_at_the_end()
    {
        await using var tool = Tools.Start(Failing[0], Failing[1..], null, CancellationToken.None);

        var lines = await LinesOf(tool);

        Assert.Equal([new(LineSource.Output, "out"), new(LineSource.Error, "err")], lines.OrderBy(l => l.Source));
        Assert.Equal(7, await tool.WaitForExitAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Lines_come_while_the_program_runs()
    {
        await using var tool = Start("cat");
        await using var lines = tool.Lines.GetAsyncEnumerator();

        await tool.WriteAsync("first\n", CancellationToken.None);
        Assert.True(await lines.MoveNextAsync());
        Assert.Equal(new ToolLine(LineSource.Output, "first"), lines.Current);

        await tool.WriteAsync("second\n\nwithout an end", CancellationToken.None);
        tool.CloseInput();
        tool.CloseInput();
        Assert.True(await lines.MoveNextAsync());
        Assert.Equal("second", lines.Current.Text);
        Assert.True(await lines.MoveNextAsync());
        Assert.Equal("", lines.Current.Text);
        Assert.True(await lines.MoveNextAsync());
        Assert.Equal("without an end", lines.Current.Text);
        Assert.False(await lines.MoveNextAsync());
        Assert.Equal(0, await tool.WaitForExitAsync(CancellationToken.None));
    }

    [Fact]
    public async Task The_status_can_be_had_without_reading_the_lines()
    {
        await using var tool = Tools.Start(Failing[0], Failing[1..], null, CancellationToken.None);

        Assert.Equal(7, await tool.WaitForExitAsync(CancellationToken.None));
        Assert.Equal(2, (await LinesOf(tool)).Count);
    }

    [Fact]
    public async Task A_program_that_runs_beyond_its_limit_is_killed()
    {
        await using var tool = Tools.Start("sleep", ["1000"], new ToolOptions { TimeLimit = TimeSpan.FromMilliseconds(50) }, CancellationToken.None);
        tool.CloseInput();

        var refusal = await Assert.ThrowsAsync<KernelException>(() => tool.WaitForExitAsync(CancellationToken.None));

        Assert.Equal((Errno.ETIMEDOUT, "sleep 1000"), (refusal.Errno, refusal.Act));
        Assert.Equal(Errno.ETIMEDOUT, (await Assert.ThrowsAsync<KernelException>(() => LinesOf(tool))).Errno);
        AssertIsGone(tool.ProcessId);
    }

    [Fact]
    public async Task A_program_that_ends_within_its_limit_is_not_killed()
    {
        await using var tool = Tools.Start(Failing[0], Failing[1..], new ToolOptions { TimeLimit = TimeSpan.FromHours(1) }, CancellationToken.None);

        Assert.Equal(7, await tool.WaitForExitAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Cancellation_kills_the_program()
    {
        using var cancellation = new CancellationTokenSource();
        await using var tool = Tools.Start("cat", [], null, cancellation.Token);
        await tool.WriteAsync("first\n", CancellationToken.None);
        await using var lines = tool.Lines.GetAsyncEnumerator();
        Assert.True(await lines.MoveNextAsync());

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tool.WaitForExitAsync(CancellationToken.None));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await lines.MoveNextAsync());
        AssertIsGone(tool.ProcessId);
    }

    [Fact]
    public async Task What_is_written_to_a_program_that_has_ended_is_refused()
    {
        using var cancellation = new CancellationTokenSource();
        await using var tool = Tools.Start("cat", ["-"], null, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tool.WaitForExitAsync(CancellationToken.None));

        var refusal = await Assert.ThrowsAsync<KernelException>(() => tool.WriteAsync("a b", CancellationToken.None));

        Assert.Equal((Errno.EPIPE, "printf %s 'a b' | cat -"), (refusal.Errno, refusal.Act));
    }

    [Fact]
    public async Task Nothing_is_written_to_an_input_that_is_closed()
    {
        await using var tool = Start("cat");
        tool.CloseInput();

        await Assert.ThrowsAsync<InvalidOperationException>(() => tool.WriteAsync("text", CancellationToken.None));
    }

    [Fact]
    public async Task A_wait_that_is_cancelled_leaves_the_program_as_it_is()
    {
        await using var tool = Start("cat");
        using var cancellation = new CancellationTokenSource();
        var waiting = tool.WaitForExitAsync(cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        await tool.WriteAsync("text\n", CancellationToken.None);
        tool.CloseInput();
        Assert.Equal("text", Assert.Single(await LinesOf(tool)).Text);
    }

    [Fact]
    public async Task Whoever_disposes_of_a_program_kills_it()
    {
        var tool = Start("cat");

        await tool.DisposeAsync();
        await tool.DisposeAsync();

        AssertIsGone(tool.ProcessId);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tool.WaitForExitAsync(CancellationToken.None));
    }

    [Fact]
    public void A_program_that_is_missing_is_said_to_be() => Assert.Equal(
        "no-such-program", Assert.Throws<ToolNotFoundException>(() => Start("no-such-program")).Program);

    [Fact]
    public void What_is_cancelled_before_starts_nothing() => Assert.ThrowsAny<OperationCanceledException>(
        () => Tools.Start("no-such-program", [], null, new CancellationToken(canceled: true)));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(2_200_000)]
    public void A_limit_is_a_time(int seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ToolOptions { TimeLimit = TimeSpan.FromSeconds(seconds) });

    protected static async Task<List<ToolLine>> LinesOf(IRunningTool tool)
    {
        var lines = new List<ToolLine>();
        await foreach (var line in tool.Lines) lines.Add(line);
        return lines;
    }

    /// <summary>Expects that there is no such process.</summary>
    protected abstract void AssertIsGone(int process);

    private IRunningTool Start(string program) => Tools.Start(program, [], null, CancellationToken.None);
}
