using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests.Pwsh;

/// <summary>What <c>dotnet run --project src/Mlx5Sriov</c> starts.</summary>
public sealed class SimulateTests
{
    [Fact]
    public void A_command_runs_on_the_simulated_host()
    {
        var run = Run("Get-MlxPf | Out-Host;", "Get-MlxVf");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"(?m)^eth3 0000:05:00\.1 mlx5_1 +ConnectX-7", run.Output);
        Assert.Matches(@"(?m)^eth2 +7 0000:05:01\.1 eth2v7 mlx5_core", run.Output);
    }

    [Theory]
    [InlineData("exit 5", 5)]
    [InlineData("throw 'no'", 1)]
    [InlineData("Get-MlxVf eth9", 1)]
    [InlineData("/bin/sh -c 'exit 3'", 1)]
    [InlineData("$null", 0)]
    public void It_ends_with_pwshs_exit_code(string command, int exitCode) => Assert.Equal(exitCode, Run(command).ExitCode);

    [Theory]
    [InlineData("-Profile")]
    [InlineData("-profile")]
    public void Another_adapter_is_chosen_by_its_profile(string word) =>
        Assert.Equal("ib0 ib1\n", Run(word, "ConnectX6Infiniband", "\"$((Get-MlxPf).Name)\"").Output);

    [Fact]
    public void Without_a_command_it_is_a_prompt()
    {
        using var pwsh = Start();
        pwsh.Send("(Get-MlxVf eth2).Count\nexit 4\n");

        var run = pwsh.Finish();
        Assert.Equal(4, run.ExitCode);
        Assert.Contains("\n8\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_adapter_that_there_is_not_ends_it_before_the_command()
    {
        var run = Run("-Profile", "Nope", "'reached'");
        Assert.Equal((70, ""), (run.ExitCode, run.Output));
        Assert.Contains("ConnectX7, ConnectX7Inbox", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_without_a_name_is_a_wrong_command_line()
    {
        var run = Run("-Profile");
        Assert.Equal((64, ""), (run.ExitCode, run.Output));
        Assert.Contains("-Profile takes the name", run.Error, StringComparison.Ordinal);
    }

    private static PwshProcess Start(params string[] args) =>
        PwshProcess.StartProgram(["sh", Path.Combine(Repository.Root, "src/Mlx5Sriov/simulate.sh"), .. args]);

    private static PwshRun Run(params string[] args)
    {
        using var pwsh = Start(args);
        return pwsh.Finish();
    }
}
