namespace Mlx5Sriov.Tests.Shell;

public sealed class InterruptTests(ProbeInstallation probe) : IClassFixture<ProbeInstallation>
{
    private const string Endless = "'running'; try { while ($true) { } } finally { [Console]::Out.WriteLine('cleaned up') }; 'not reached'";

    [Fact]
    public void An_interrupt_stops_the_command_and_the_shell_says_so()
    {
        using var shell = RunningShell.Start(probe.Assembly, ["-Command", Endless]);
        shell.WaitFor("running");

        shell.Interrupt();

        Assert.Equal(new ShellRun(130, "running\ncleaned up\n", ""), shell.Finish());
    }

    [Fact]
    public void An_interrupt_stops_a_script()
    {
        using var shell = RunningShell.Start(probe.Assembly, ["-File", probe.Write("endless.ps1", Endless)]);
        shell.WaitFor("running");

        shell.Interrupt();

        Assert.Equal(130, shell.Finish().ExitCode);
    }

    [Fact]
    public void An_interrupt_in_a_session_stops_only_what_runs()
    {
        using var shell = RunningShell.Start(probe.Assembly, []);
        shell.Send(Endless + "\n");
        shell.WaitFor("running");

        shell.Interrupt();
        shell.Send("'alive'\n");

        Assert.Equal(new ShellRun(0, "running\ncleaned up\nalive\n", ""), shell.Finish());
    }
}
