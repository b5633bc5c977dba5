using System.Globalization;
using System.Management.Automation.Host;
using System.Reflection;
using Mlx5Sriov.Shell.Session;

namespace Mlx5Sriov.Shell.Host;

/// <summary>The engine's way to this shell: who it is, its user interface, and how to leave.</summary>
internal sealed class ShellHost(ShellUserInterface userInterface, ShellConsole console) : PSHost
{
    private readonly Stack<PromptLoop> _nested = new();

    /// <summary>Makes the loop of a nested prompt; the session provides it.</summary>
    public Func<PromptLoop>? NestedLoop { get; set; }

    /// <summary>The status that <c>exit</c> asked to leave with; null while nobody has.</summary>
    public int? RequestedExit { get; private set; }

    public override string Name => "Mlx5Sriov.Shell";

    public override Version Version { get; } = Assembly.GetExecutingAssembly().GetName().Version ?? new Version();

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface UI => userInterface;

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override void SetShouldExit(int exitCode) => RequestedExit = exitCode;

    /// <summary>Runs a prompt inside the running command: the answer "Suspend" to a question.</summary>
    public override void EnterNestedPrompt()
    {
        var loop = (NestedLoop ?? throw new InvalidOperationException("The session has no prompt."))();
        _nested.Push(loop);
        try
        {
            loop.Run();

            // The engine counts nested prompts, and only `exit` counts one off.
            if (RequestedExit is null) loop.RunExit();
        }
        finally
        {
            _nested.Pop();
        }
    }

    public override void ExitNestedPrompt()
    {
        if (_nested.TryPeek(out var loop)) loop.Leave();
    }

    public override void NotifyBeginApplication() => userInterface.ClearProgress();

    public override void NotifyEndApplication() => console.Output.MarkUnknown();
}
