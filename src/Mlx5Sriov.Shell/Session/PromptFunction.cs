using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Mlx5Sriov.Shell.Host;

namespace Mlx5Sriov.Shell.Session;

/// <summary>The session's prompt: what the function <c>prompt</c> writes and returns.</summary>
internal sealed class PromptFunction(CommandRunner runner, ShellUserInterface userInterface)
{
    private const string Fallback = "PS> ";

    /// <summary>The prompt's text as of now; a fixed one where the function fails.</summary>
    public string Evaluate()
    {
        string? returned = null;
        string written;
        try
        {
            written = userInterface.Capture(() => returned = runner.Invoke(new Command("prompt")) is [{ } first, ..] ? first.ToString() : null);
        }
        catch (RuntimeException)
        {
            return Fallback;
        }

        var prompt = written + returned;
        return prompt.Length == 0 ? Fallback : prompt;
    }
}
