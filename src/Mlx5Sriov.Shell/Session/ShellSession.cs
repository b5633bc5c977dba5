using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Mlx5Sriov.Shell.CommandLine;
using Mlx5Sriov.Shell.Editing;
using Mlx5Sriov.Shell.Host;

namespace Mlx5Sriov.Shell.Session;

/// <summary>One run of the shell: the engine with the module loaded, and the commands the command line asked for.</summary>
internal sealed class ShellSession : IDisposable
{
    private readonly ShellConsole _console = new();
    private readonly Interrupts _interrupts = new();
    private readonly EngineCompleter _completer;
    private readonly LineEditor _editor;
    private readonly ShellUserInterface _userInterface;
    private readonly ShellHost _host;
    private readonly Runspace _runspace;
    private readonly CommandRunner _runner;

    private ShellSession()
    {
        // https://no-color.org: present and not empty.
        if (Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 }) PSStyle.Instance.OutputRendering = OutputRendering.PlainText;

        _completer = new EngineCompleter(_interrupts);
        _editor = new LineEditor(new ConsoleTerminal(_console), _completer);
        _userInterface = new ShellUserInterface(_console, new LineInput(_console, _editor, _interrupts));
        _host = new ShellHost(_userInterface, _console) { NestedLoop = () => CreateLoop(isNested: true) };

        _runspace = RunspaceFactory.CreateRunspace(_host, InitialSessionState.CreateDefault2());
        _runspace.ThreadOptions = PSThreadOptions.ReuseThread;
        _runner = CreateRunner(isNested: false);
    }

    /// <summary>Runs what <paramref name="arguments"/> ask for.</summary>
    /// <returns>The process's exit status.</returns>
    /// <exception cref="UsageException">The script does not exist.</exception>
    public static int Run(ShellArguments arguments)
    {
        // The script's path is relative to where the shell was started, and a missing one is found out first.
        var script = arguments.Kind == SessionKind.File ? ScriptFile.Open(arguments.Text!) : null;

        using var session = new ShellSession();
        try
        {
            var module = session.Start(arguments);
            return arguments.Kind switch
            {
                SessionKind.Command => session.RunCommand(arguments.Text!),
                SessionKind.File => session.RunScript(script!, arguments.ScriptArguments),
                _ => session.RunLoop(module),
            };
        }
        catch (SessionStartException e)
        {
            session._userInterface.WriteErrorLine(e.Message);
            return ExitCodes.NotStarted;
        }
    }

    public void Dispose()
    {
        _runspace.Dispose();
        _interrupts.Dispose();
    }

    private PSModuleInfo Start(ShellArguments arguments)
    {
        _runspace.Open();
        _completer.Runspace = _runspace;

        var startup = new SessionStartup(_runner);
        var module = startup.ImportModule();
        if (arguments.Simulate) startup.EnterSimulation(arguments.Profile);
        return module;
    }

    private int RunCommand(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return ExitCodes.Success;

        var readsInput = !_console.IsInteractive && CommandText.ReadsInput(text);
        return ExitCodeOf(_runner.Run(text, readsInput ? ShellConsole.ReadLines() : null));
    }

    private int RunScript(ScriptFile script, IReadOnlyList<ScriptArgument> arguments)
    {
        var readsInput = !_console.IsInteractive && CommandText.ReadsInput(script.Text);
        var outcome = _runner.RunScript(script.ToCommand(arguments), readsInput ? ShellConsole.ReadLines() : null);

        // Unlike a command's text, a script that wrote errors, or ended with a program that failed, has not failed.
        return outcome == RunOutcome.Completed ? _host.RequestedExit ?? ExitCodes.Success : ExitCodeOf(outcome);
    }

    private int RunLoop(PSModuleInfo module)
    {
        _interrupts.SurviveWhenIdle = _console.CanEdit;
        if (_console.CanEdit) _userInterface.WriteLine(Banner(module));

        var loop = CreateLoop(isNested: false);
        loop.Run();
        if (_console.CanEdit) return _host.RequestedExit ?? ExitCodes.Success;

        return ExitCodeOf(loop.LastOutcome);
    }

    private int ExitCodeOf(RunOutcome outcome) => _host.RequestedExit ?? outcome switch
    {
        RunOutcome.Interrupted => ExitCodes.Interrupted,
        RunOutcome.Completed when _runspace.SessionStateProxy.GetVariable("?") is true => ExitCodes.Success,
        _ => ExitCodes.Failure,
    };

    private CommandRunner CreateRunner(bool isNested) => new(_runspace, _userInterface, _interrupts, isNested);

    private PromptLoop CreateLoop(bool isNested)
    {
        var runner = isNested ? CreateRunner(isNested) : _runner;
        var prompt = new PromptFunction(runner, _userInterface);
        ICommandSource source = _console.CanEdit
            ? new EditorSource(_console, _editor, prompt.Evaluate)
            : new LineSource(_console, _console.IsInteractive ? prompt.Evaluate : null);
        return new PromptLoop(source, runner, _host);
    }

    private string Banner(PSModuleInfo module) =>
        $"{module.Name} {module.Version} on PowerShell {_runspace.Version}. 'Get-Command -Module {module.Name}' lists its commands, 'exit' leaves.";
}
