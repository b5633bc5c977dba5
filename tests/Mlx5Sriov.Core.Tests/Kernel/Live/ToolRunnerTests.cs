using Mlx5Sriov.Core.Tests.Changes;
using Mlx5Sriov.Kernel.Linux.Programs;
using Mlx5Sriov.Kernel.Programs;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Kernel.Live;

/// <summary>Programs run for real.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
[Collection(PlantedFilesTests.Umask)]
public sealed class ToolRunnerTests : IDisposable
{
    private readonly ToolRunner _tools = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("mlx5sriov-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Both_streams_and_the_exit_status_come_back() =>
        Assert.Equal(new ToolResult(7, "out\n", "err\n"), Sh("echo out; echo err >&2; exit 7"));

    [Fact]
    public void Large_outputs_on_both_streams_do_not_block_each_other()
    {
        var result = Sh("i=0; while [ $i -lt 20000 ]; do "
            + "echo 0123456789012345678901234567890123456789; echo e123456789012345678901234567890123456789 >&2; i=$((i+1)); done");
        Assert.Equal((0, 20_000 * 41, 20_000 * 41), (result.ExitCode, result.Output.Length, result.Error.Length));
    }

    [Fact]
    public void Arguments_pass_as_they_are()
    {
        string[] arguments = ["a b", "", "$HOME", "*", "'\"", "-x", "ü", "line\nbreak"];
        var result = _tools.Run("/bin/sh", ["-c", "for a in \"$@\"; do printf '<%s>' \"$a\"; done", "sh", .. arguments], CancellationToken.None);
        Assert.Equal(string.Concat(arguments.Select(a => $"<{a}>")), result.Output);
    }

    [Fact]
    public void Standard_input_is_empty() => Assert.Equal("0\n", Sh("wc -c | tr -d ' '").Output);

    [Fact]
    public void A_program_ended_by_a_signal_tells_it_by_its_status() => Assert.Equal(128 + 9, Sh("kill -9 $$").ExitCode);

    [Fact]
    public void Programs_speak_the_C_locale() => Assert.Equal("C\n", Sh("echo $LC_ALL").Output);

    [Theory]
    [InlineData("no-such-program-anywhere")]
    [InlineData("/no/such/program")]
    [InlineData("/proc/self/status")]
    public void A_program_that_is_missing_is_said_to_be(string program) =>
        Assert.Equal(program, Assert.Throws<ToolNotFoundException>(() => _tools.Run(program, [], CancellationToken.None)).Program);

    [Fact]
    public void A_file_that_is_no_program_is_refused_by_the_kernel()
    {
        var path = MakeProgram("broken", "\u007fELF this is none");
        Assert.Equal((Errno)8, Assert.Throws<KernelException>(() => _tools.Run(path, ["query"], CancellationToken.None)).Errno);
    }

    [Fact]
    public void The_current_folder_is_not_searched()
    {
        MakeProgram("mlx5sriov-planted-program", "#!/bin/sh\necho planted\n");
        Assert.Null(ProgramPath.Find("mlx5sriov-planted-program", $".:relative:{_folder}/deeper:"));
        Assert.Equal($"{_folder}/mlx5sriov-planted-program", ProgramPath.Find("mlx5sriov-planted-program", $"/no/such/folder:{_folder}"));
    }

    [Fact]
    public void The_first_program_on_the_path_is_taken_and_one_that_may_not_run_is_passed_over()
    {
        var first = Directory.CreateDirectory(Path.Combine(_folder, "first")).FullName;
        File.WriteAllText(Path.Combine(first, "tool"), "not executable");
        var second = MakeProgram("tool", "#!/bin/sh\n");
        Assert.Equal(second, ProgramPath.Find("tool", $"{first}:{_folder}"));
        Assert.Null(ProgramPath.Find("first", _folder));
        Assert.Null(ProgramPath.Find("tool", null));
    }

    [Fact]
    public void Cancellation_kills_the_program_and_its_children()
    {
        using var cancellation = new CancellationTokenSource();
        var pids = Path.Combine(_folder, "pids");
        var run = Task.Run(() => _tools.Run("/bin/sh", ["-c", $"sleep 1000 & echo $$ $! > {pids}.new; mv {pids}.new {pids}; wait"], cancellation.Token));
        while (!File.Exists(pids)) Thread.Sleep(10);
        var processes = File.ReadAllText(pids).Split().Where(p => p.Length > 0).Select(int.Parse).ToList();
        Assert.Equal(2, processes.Count);
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(() => run.GetAwaiter().GetResult());
        Assert.All(processes, AssertEnds);
    }

    [Fact]
    public void A_cancelled_run_starts_nothing()
    {
        var file = Path.Combine(_folder, "started");
        Assert.Throws<OperationCanceledException>(() => _tools.Run("/bin/sh", ["-c", $"touch {file}"], new CancellationToken(canceled: true)));
        Assert.False(File.Exists(file));
    }

    private ToolResult Sh(string script) => _tools.Run("/bin/sh", ["-c", script], CancellationToken.None);

    /// <summary>An orphan is reaped by whoever inherits it, which may take a moment.</summary>
    private static void AssertEnds(int pid)
    {
        while (true)
        {
            try
            {
                var state = File.ReadAllText($"/proc/{pid}/stat");
                if (state[(state.LastIndexOf(')') + 2)..][0] is 'Z' or 'X') return;
            }
            catch (IOException)
            {
                return;
            }

            Thread.Sleep(10);
        }
    }

    private string MakeProgram(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
