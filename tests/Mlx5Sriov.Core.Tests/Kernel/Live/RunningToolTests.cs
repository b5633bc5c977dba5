using System.Diagnostics;
using System.Globalization;

using Mlx5Sriov.Core.Tests.Changes;
using Mlx5Sriov.Core.Tests.Kernel;
using Mlx5Sriov.Kernel.Linux.Programs;
using Mlx5Sriov.Kernel.Programs;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Kernel.Live;

/// <summary>Programs that are followed, run for real.</summary>
[Collection(PlantedFilesTests.Umask)]
public sealed class RunningToolTests : RunningToolContract
{
    protected override IToolRunner Tools { get; } = new ToolRunner();

    protected override string[] Failing => ["/bin/sh", "-c", "echo out; echo err >&2; exit 7"];

    [Theory]
    [InlineData("sleep 1000 & echo $!")]
    [InlineData("setsid sleep 1000 & echo $!")]
    [InlineData("while :; do echo more; echo more >&2; done & echo $!")]
    public async Task A_daemon_that_keeps_the_streams_open_is_not_waited_for(string script)
    {
        await using var tool = Sh(script);

        var lines = await LinesOf(tool);

        Assert.Equal(0, await tool.WaitForExitAsync(CancellationToken.None));
        var id = lines.Select(l => l.Text).Single(t => t != "more");
        using var daemon = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
        Assert.False(daemon.HasExited);
        daemon.Kill();
    }

    [Fact]
    public async Task Nothing_that_a_program_wrote_before_its_end_is_lost()
    {
        for (var i = 0; i < 20; i++)
        {
            await using var tool = Sh("sleep 1000 & head -c 60000 /dev/zero | tr '\\0' a; echo; echo $! >&2");
            var lines = await LinesOf(tool);
            Process.GetProcessById(int.Parse(lines.Single(l => l.Source == LineSource.Error).Text, CultureInfo.InvariantCulture)).Kill();
            Assert.Equal(60_000, lines.Single(l => l.Source == LineSource.Output).Text.Length);
        }
    }

    [Fact]
    public async Task Many_lines_on_both_streams_do_not_block_each_other()
    {
        await using var tool = Sh("i=0; while [ $i -lt 20000 ]; do echo $i; echo $i >&2; i=$((i+1)); done");

        var lines = await LinesOf(tool);

        var numbers = Enumerable.Range(0, 20_000).Select(i => i.ToString(CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(numbers, lines.Where(l => l.Source == LineSource.Output).Select(l => l.Text));
        Assert.Equal(numbers, lines.Where(l => l.Source == LineSource.Error).Select(l => l.Text));
    }

    [Fact]
    public async Task A_character_that_is_read_in_parts_is_one_character()
    {
        var text = string.Concat(Enumerable.Repeat("aä€😀", 5000));
        await using var tool = Tools.Start("cat", [], null, CancellationToken.None);
        var reading = LinesOf(tool);
        foreach (var part in text.Chunk(999)) await tool.WriteAsync(new string(part).Replace("\uD83D", "", StringComparison.Ordinal)
            .Replace("\uDE00", "", StringComparison.Ordinal), CancellationToken.None);
        await tool.WriteAsync($"\n{text}\n", CancellationToken.None);
        tool.CloseInput();

        Assert.Equal(text, (await reading)[1].Text);
    }

    [Theory]
    [InlineData("printf 'a\\r\\nb\\r\\n'", new[] { "a", "b" })]
    [InlineData("printf 'a\\n\\n'", new[] { "a", "" })]
    [InlineData("printf '\\344\\n'", new[] { "\uFFFD" })]
    [InlineData("printf 'a\\303'", new[] { "a\uFFFD" })]
    [InlineData("echo $LC_ALL", new[] { "C" })]
    [InlineData(":", new string[0])]
    public async Task Lines_have_no_end_and_what_is_no_text_is_replaced(string script, string[] expected)
    {
        await using var tool = Sh(script);

        Assert.Equal(expected, (await LinesOf(tool)).Select(l => l.Text));
    }

    [Fact]
    public async Task A_program_ended_by_a_signal_tells_it_by_its_status()
    {
        await using var tool = Sh("kill -9 $$");

        Assert.Equal(128 + 9, await tool.WaitForExitAsync(CancellationToken.None));
    }

    [Fact]
    public async Task The_processes_below_a_program_are_killed_with_it()
    {
        await using var tool = Sh("sleep 1000 & echo $!; wait");
        await using var lines = tool.Lines.GetAsyncEnumerator();
        Assert.True(await lines.MoveNextAsync());
        var below = int.Parse(lines.Current.Text, CultureInfo.InvariantCulture);

        await tool.DisposeAsync();

        // An orphan is reaped by whoever inherits it, which may take a moment.
        while (!IsGone(below)) await Task.Delay(10);
    }

    [Fact]
    public async Task A_write_that_nobody_reads_ends_when_it_is_cancelled()
    {
        await using var tool = Tools.Start("sleep", ["1000"], null, CancellationToken.None);
        using var cancellation = new CancellationTokenSource();
        var writing = tool.WriteAsync(new string('a', 1 << 20), cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
    }

    protected override void AssertIsGone(int process) => Assert.True(IsGone(process));

    private static bool IsGone(int process)
    {
        try
        {
            var state = File.ReadAllText($"/proc/{process}/stat");
            return state[(state.LastIndexOf(')') + 2)..][0] is 'Z' or 'X';
        }
        catch (IOException)
        {
            return true;
        }
    }

    private IRunningTool Sh(string script) => Tools.Start("/bin/sh", ["-c", script], null, CancellationToken.None);
}
