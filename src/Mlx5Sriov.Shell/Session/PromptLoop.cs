using Mlx5Sriov.Shell.Host;

namespace Mlx5Sriov.Shell.Session;

/// <summary>Reads commands and runs them until there are no more, or one says <c>exit</c>.</summary>
/// <param name="source">The commands.</param>
/// <param name="runner">Runs them.</param>
/// <param name="host">Knows when <c>exit</c> has been said.</param>
internal sealed class PromptLoop(ICommandSource source, CommandRunner runner, ShellHost host)
{
    private bool _leave;

    /// <summary>How the last command ended.</summary>
    public RunOutcome LastOutcome { get; private set; }

    /// <summary>Runs the loop.</summary>
    public void Run()
    {
        while (!_leave && host.RequestedExit is null && source.Next() is { } text)
        {
            if (!string.IsNullOrWhiteSpace(text)) LastOutcome = runner.Run(text);
        }
    }

    /// <summary>Says <c>exit</c> where the commands ended without it.</summary>
    public void RunExit()
    {
        if (!_leave) runner.Run("exit");
    }

    /// <summary>Makes the running command the loop's last.</summary>
    public void Leave() => _leave = true;
}
