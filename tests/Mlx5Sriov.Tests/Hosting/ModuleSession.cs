using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

using Mlx5Sriov.Kernel;
using Mlx5Sriov.Session;
using Mlx5Sriov.Simulation;

namespace Mlx5Sriov.Tests;

/// <summary>A runspace with the built module imported through its manifest, as a user has it: an open one that is as new, or a new one.</summary>
internal sealed class ModuleSession : IDisposable
{
    private readonly ModuleRunspaces _runspaces;
    private readonly ModuleRunspace _runspace;
    private bool _isSpoilt;
    private bool _isOver;

    /// <summary>Takes a runspace on the real host, or on a simulated one.</summary>
    /// <param name="simulation">The arguments of Enter-MlxSimulation; null for the real host.</param>
    /// <param name="width">The width of the screen.</param>
    /// <param name="runspaces">Where the runspace is taken from and given back; null for those that all tests use.</param>
    public ModuleSession(string? simulation = null, int width = 130, ModuleRunspaces? runspaces = null)
    {
        _runspaces = runspaces ?? ModuleRunspaces.Shared;
        _runspace = _runspaces.Take(width);
        if (simulation is not null) Run($"Enter-MlxSimulation {simulation}").ThrowOnError();
    }

    /// <summary>Puts the runspace on a simulated host behind seams of a test's own.</summary>
    public void Enter(SimulatedHost host, SriovHost seams) =>
        HostSession.Of(Runspace).Enter(host, seams, One<EngineIntrinsics>("$ExecutionContext").SessionState);

    /// <summary>The screen, and who answers questions.</summary>
    public RenderingHost Host => _runspace.Host;

    public Runspace Runspace => _runspace.Runspace;

    /// <summary>All that a script can find in the runspace, a line each.</summary>
    public IReadOnlyList<string> Describe() => _runspace.Describe();

    /// <summary>The simulated host that the runspace is on.</summary>
    public SimulatedHost Simulation => HostSession.Of(Runspace).Simulation;

    /// <summary>Runs a script and answers its questions, all of which must be asked.</summary>
    /// <returns>What came of it, and the questions.</returns>
    public (Result Result, IReadOnlyList<string> Questions) RunAnswered(string script, params string[] answers)
    {
        foreach (var answer in answers) Host.Answers.Enqueue(answer);
        var before = Host.Questions.Count;
        var result = Run(script);
        Assert.Empty(Host.Answers);
        return (result, [.. Host.Questions.Skip(before)]);
    }

    public Result Run(string script)
    {
        _isSpoilt |= ModuleRunspace.LeavesTraces(script);
        using var shell = PowerShell.Create(Runspace);
        shell.AddScript(script);
        var output = new PSDataCollection<PSObject>();
        Exception? terminating = null;
        try
        {
            shell.Invoke(null, output);
        }
        catch (RuntimeException e)
        {
            terminating = e;
        }

        return new Result(
            [.. output],
            [.. shell.Streams.Error],
            [.. shell.Streams.Warning.Select(w => w.Message)],
            [.. shell.Streams.Verbose.Select(v => v.Message)],
            terminating);
    }

    /// <summary>The one object that a script gives.</summary>
    public T One<T>(string script) => Assert.IsType<T>(Assert.Single(Run(script).ThrowOnError().Output).BaseObject);

    /// <summary>The objects that a script gives.</summary>
    public IReadOnlyList<T> All<T>(string script) => [.. Run(script).ThrowOnError().Output.Select(o => Assert.IsType<T>(o.BaseObject))];

    /// <summary>What a script's output and errors look like on the screen, without colours.</summary>
    public string Render(string script)
    {
        _ = Run($"{script} | Out-Default");
        return Host.TakeText();
    }

    /// <summary>What the user is offered at the end of a line.</summary>
    public IReadOnlyList<string> Complete(string line)
    {
        using var shell = PowerShell.Create(Runspace);
        return [.. CommandCompletion.CompleteInput(line, line.Length, new Hashtable(), shell).CompletionMatches.Select(m => m.CompletionText)];
    }

    /// <summary>Resets the runspace, as the pool of ForEach-Object -Parallel does between uses.</summary>
    public void Reset() => Runspace.ResetRunspaceState();

    public void Dispose()
    {
        if (!_isOver) _runspaces.GiveBack(_runspace, _isSpoilt);
        _isOver = true;
    }

    internal sealed record Result(
        IReadOnlyList<PSObject> Output,
        IReadOnlyList<ErrorRecord> Errors,
        IReadOnlyList<string> Warnings,
        IReadOnlyList<string> Verbose,
        Exception? Terminating)
    {
        public Result ThrowOnError() => Terminating is not null ? throw new InvalidOperationException(Terminating.Message, Terminating)
            : Errors.Count > 0 ? throw new InvalidOperationException(Errors[0].ToString(), Errors[0].Exception)
            : this;

        /// <summary>The one error that kept the engine from binding what was given, and nothing beside it.</summary>
        public ParameterBindingException BindingError() =>
            Assert.IsType<ParameterBindingException>(Terminating ?? OnlyError().Exception, exactMatch: false);

        /// <summary>The one non-terminating error, and nothing beside it.</summary>
        public ErrorRecord OnlyError()
        {
            Assert.Null(Terminating);
            Assert.Empty(Output);
            return Assert.Single(Errors);
        }
    }
}
