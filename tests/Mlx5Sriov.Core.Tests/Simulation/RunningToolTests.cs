using Mlx5Sriov.Core.Tests.Kernel;
using Mlx5Sriov.Kernel.Programs;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Simulation;

/// <summary>Programs of a simulated host that are followed.</summary>
public sealed class RunningToolTests : RunningToolContract
{
    private readonly SimulatedHost _host = new(new SimulationOptions());

    public RunningToolTests()
    {
        _host.InstallTool(ScriptedTool.Cat);
        _host.InstallTool(new ScriptedTool("sleep", run => run.After(TimeSpan.FromSeconds(double.Parse(run.Arguments[0])), () => run.Exit(0))));
        _host.InstallTool(new ScriptedTool("fail", run =>
        {
            run.Print("out");
            run.PrintError("err");
            run.Exit(7);
        }));
    }

    protected override IToolRunner Tools => _host.Seams.Tools;

    protected override string[] Failing => ["fail"];

    [Fact]
    public async Task A_tool_that_only_runs_prints_what_it_says_and_ends()
    {
        await using var tool = Tools.Start("/sbin/modprobe", ["--", "nosuch"], null, CancellationToken.None);

        Assert.Equal("modprobe: FATAL: Module nosuch not found in directory /lib/modules/6.12.0-amd64", Assert.Single(await LinesOf(tool)).Text);
        Assert.Equal(1, await tool.WaitForExitAsync(CancellationToken.None));
        Assert.Equal(new SimulatedWrite(1, "/sbin/modprobe nosuch", "modprobe", "nosuch", null), Assert.Single(_host.Writes));
    }

    [Fact]
    public async Task Waiting_moves_the_clock_to_what_the_program_does_next()
    {
        _host.InstallTool(new ScriptedTool("slow", run => run.After(TimeSpan.FromHours(1), () =>
        {
            run.Print("first");
            run.After(TimeSpan.FromHours(2), () =>
            {
                run.Print("second");
                run.Exit(0);
            });
        })));
        await using var tool = Tools.Start("slow", [], null, CancellationToken.None);
        await using var lines = tool.Lines.GetAsyncEnumerator();
        var start = _host.Clock.Elapsed;

        Assert.True(await lines.MoveNextAsync());
        Assert.Equal(TimeSpan.FromHours(1), Rounded(_host.Clock.Elapsed - start));
        Assert.Equal(0, await tool.WaitForExitAsync(CancellationToken.None));
        Assert.Equal(TimeSpan.FromHours(3), Rounded(_host.Clock.Elapsed - start));
        Assert.True(await lines.MoveNextAsync());
        Assert.Equal("second", lines.Current.Text);
    }

    [Fact]
    public async Task A_limit_goes_by_the_hosts_clock()
    {
        await using var tool = Tools.Start("sleep", ["1000"], new ToolOptions { TimeLimit = TimeSpan.FromSeconds(30) }, CancellationToken.None);
        var start = _host.Clock.Elapsed;

        Assert.Equal(Errno.ETIMEDOUT, (await Assert.ThrowsAsync<KernelException>(() => tool.WaitForExitAsync(CancellationToken.None))).Errno);

        Assert.Equal(TimeSpan.FromSeconds(30), Rounded(_host.Clock.Elapsed - start));
    }

    [Fact]
    public async Task Who_waits_for_another_thread_to_write_is_not_timed_out_meanwhile()
    {
        await using var tool = Tools.Start("cat", [], new ToolOptions { TimeLimit = TimeSpan.FromSeconds(30) }, CancellationToken.None);
        var reading = LinesOf(tool);

        await tool.WriteAsync("text\n", CancellationToken.None);
        tool.CloseInput();

        Assert.Equal("text", Assert.Single(await reading).Text);
    }

    [Fact]
    public async Task Time_that_passes_otherwise_ends_a_program_too()
    {
        await using var tool = Tools.Start("cat", [], new ToolOptions { TimeLimit = TimeSpan.FromSeconds(30) }, CancellationToken.None);

        _host.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(Errno.EPIPE, (await Assert.ThrowsAsync<KernelException>(() => tool.WriteAsync("text\n", CancellationToken.None))).Errno);
    }

    [Fact]
    public async Task A_process_that_is_ended_from_outside_tells_it_by_its_status()
    {
        await using var tool = Tools.Start("cat", [], null, CancellationToken.None);
        Assert.Equal("cat\n", _host.Seams.KernelFiles.Read($"/proc/{tool.ProcessId}/comm"));

        _host.EndProcess(tool.ProcessId);

        Assert.Equal(128 + 9, await tool.WaitForExitAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_fault_has_the_program_fail_and_say_so(bool changes)
    {
        _host.InstallTool(new ScriptedTool("tool", run => run.Print("never"), changes));
        _host.AddFault("tool *", Errno.ENOMEM, operation: changes ? SimulatedOperation.Write : SimulatedOperation.Read);
        await using var tool = Tools.Start("tool", ["query"], null, CancellationToken.None);

        Assert.Equal([new(LineSource.Error, "tool: ENOMEM")], await LinesOf(tool));
        Assert.Equal(1, await tool.WaitForExitAsync(CancellationToken.None));
        Assert.Equal(changes ? 1 : 0, _host.Writes.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_fault_strikes_what_is_written_to_a_program(bool changes)
    {
        string? read = null;
        _host.InstallTool(new ScriptedTool("tool", run => run.Input = text => read = text, changes));
        await using var tool = Tools.Start("tool", ["-"], null, CancellationToken.None);
        _host.ClearWrites();
        _host.AddFault("tool", Errno.EPIPE, nth: 1, changes ? SimulatedOperation.Write : SimulatedOperation.Read);

        Assert.Equal(Errno.EPIPE, (await Assert.ThrowsAsync<KernelException>(() => tool.WriteAsync("one\n", CancellationToken.None))).Errno);
        Assert.Null(read);
        await tool.WriteAsync("two", CancellationToken.None);
        Assert.Equal("two", read);

        Assert.Equal(changes ? ["one\n", "two"] : [], _host.Writes.Select(w => w.Value));
        Assert.All(_host.Writes, w => Assert.EndsWith(" | tool -", w.Act, StringComparison.Ordinal));
    }

    protected override void AssertIsGone(int process) => Assert.Null(_host.Seams.KernelFiles.Read($"/proc/{process}/comm"));

    // Each operation takes a microsecond.
    private static TimeSpan Rounded(TimeSpan time) => TimeSpan.FromSeconds(Math.Round(time.TotalSeconds));
}
