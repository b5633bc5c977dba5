namespace Mlx5Sriov.Tests.Shell;

public sealed class SessionStartTests(ProbeInstallation probe) : IClassFixture<ProbeInstallation>
{
    [Fact]
    public void The_module_is_loaded_from_the_folder_above() =>
        Assert.Equal($"{probe.Root} 1.2.3\n", probe.Run("", "-Command", "$m = Get-Module Mlx5Sriov; \"$($m.ModuleBase) $($m.Version)\"").Output);

    [Theory]
    [InlineData("default", "-Simulate")]
    [InlineData("ConnectX6", "-Simulate", "ConnectX6")]
    public void Simulate_enters_the_simulated_host_first(string expected, params string[] args) =>
        Assert.Equal(new ShellRun(0, $"{expected}\n", ""), probe.Run("", [.. args, "-Command", "Get-ProbeHost"]));

    [Fact]
    public void A_profile_that_the_module_refuses_ends_the_shell() =>
        Assert.Equal(
            new ShellRun(70, "", "The simulated host cannot be entered: There is no profile 'unknown'.\n"),
            probe.Run("", "-Simulate", "unknown", "-Command", "'not reached'"));

    [Fact]
    public void A_module_that_cannot_be_loaded_ends_the_shell()
    {
        using var broken = new ProbeInstallation();
        broken.Write("Probe.psm1", "throw 'it is broken'");

        var run = broken.Run("", "-Command", "'not reached'");

        Assert.Equal((70, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"The module cannot be loaded from {broken.Root}/Mlx5Sriov.psd1:", run.Error, StringComparison.Ordinal);
        Assert.Contains("it is broken", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_module_that_is_not_there_ends_the_shell()
    {
        using var empty = new ProbeInstallation();
        File.Delete(Path.Combine(empty.Root, "Mlx5Sriov.psd1"));

        var run = empty.Run("", "-Command", "'not reached'");

        Assert.Equal((70, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("Mlx5Sriov.psd1 is neither in", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_prints_the_usage()
    {
        var run = probe.Run("", "-Help");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("-Simulate [PROFILE]", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_command_line_prints_the_usage_on_standard_error()
    {
        var run = probe.Run("", "-Bogus");

        Assert.Equal((64, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("'-Bogus' is not an argument of this shell.\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("Usage:", run.Error, StringComparison.Ordinal);
    }
}
