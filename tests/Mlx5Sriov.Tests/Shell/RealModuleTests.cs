namespace Mlx5Sriov.Tests.Shell;

/// <summary>The shell as built, with the module of this repository.</summary>
public sealed class RealModuleTests
{
    private static readonly string s_assembly = Path.Combine(AppContext.BaseDirectory, "Mlx5Sriov.Shell.dll");

    [Fact]
    public void The_repositorys_module_is_loaded_without_a_word()
    {
        using var shell = RunningShell.Start(s_assembly, ["-Command", "(Get-Module Mlx5Sriov).Name"]);

        Assert.Equal(new ShellRun(0, "Mlx5Sriov\n", ""), shell.Finish());
    }

    [Fact]
    public void A_simulated_host_shows_its_functions()
    {
        using var shell = RunningShell.Start(s_assembly, ["-Simulate", "-Command", "Get-MlxPf; Get-MlxVf"]);

        var run = shell.Finish();

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.NotEmpty(run.Output);
        Assert.DoesNotContain('\u001b', run.Output);
    }
}
