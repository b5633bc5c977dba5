using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Mlx5Sriov.Shell.Editing;

namespace Mlx5Sriov.Shell.Session;

/// <summary>The engine's completion of commands, parameters and their values.</summary>
/// <remarks>It may run a user's completer for as long as that takes; Ctrl-C stops it.</remarks>
internal sealed class EngineCompleter(Interrupts interrupts) : ICompleter
{
    /// <summary>The runspace whose commands are proposed; none before the session has one.</summary>
    public Runspace? Runspace { get; set; }

    public Completions Complete(string text, int cursor)
    {
        if (Runspace is null || text.Length == 0) return Completions.None;

        using var powerShell = CreatePowerShell(Runspace);
        try
        {
            var result = interrupts.During(
                () => powerShell.BeginStop(null, null),
                () => CommandCompletion.CompleteInput(text, cursor, options: null, powerShell));
            return new Completions(
                result.ReplacementIndex,
                result.ReplacementLength,
                [.. result.CompletionMatches.Select(match => new Proposal(match.CompletionText, match.ListItemText))]);
        }
        catch (Exception e) when (e is RuntimeException or InvalidOperationException)
        {
            // A completer that fails has nothing to propose; the line being typed is worth more than its error.
            return Completions.None;
        }
    }

    // Inside a running command (a nested prompt) the runspace is busy, and takes only what is nested in that command.
    private static PowerShell CreatePowerShell(Runspace runspace)
    {
        if (runspace.RunspaceAvailability == RunspaceAvailability.Available)
        {
            var powerShell = PowerShell.Create();
            powerShell.Runspace = runspace;
            return powerShell;
        }

        return PowerShell.Create(RunspaceMode.CurrentRunspace);
    }
}
