using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Mlx5Sriov.Shell.Host;

namespace Mlx5Sriov.Shell.Session;

/// <summary>Runs commands in the session's runspace, their output shown through the views of the loaded modules.</summary>
/// <param name="runspace">The session's runspace.</param>
/// <param name="userInterface">Where output goes.</param>
/// <param name="interrupts">Stops what runs.</param>
/// <param name="isNested">The runner serves a prompt inside a running command.</param>
internal sealed class CommandRunner(Runspace runspace, ShellUserInterface userInterface, Interrupts interrupts, bool isNested = false)
{
    /// <summary>Runs a text as if typed: it goes into the history and sets <c>$?</c>.</summary>
    /// <param name="text">The commands.</param>
    /// <param name="input">What <c>$input</c> holds; null = nothing.</param>
    /// <remarks>
    /// The engine fits a table to the first object of a pipeline and shows every later type as a list, so that statements that stand side by side would
    /// spoil each other's tables: each has a pipeline of its own.
    /// </remarks>
    public RunOutcome Run(string text, IEnumerable<string>? input = null)
    {
        if (input is not null) return RunWhole(text, input);
        var outcome = RunOutcome.Completed;
        foreach (var statement in CommandText.Statements(text))
        {
            outcome = RunWhole(statement, input: null);
            if (outcome != RunOutcome.Completed) break;
        }

        return outcome;
    }

    private RunOutcome RunWhole(string text, IEnumerable<string>? input)
    {
        using var pipeline = isNested
            ? runspace.CreateNestedPipeline(text, addToHistory: true)
            : runspace.CreatePipeline(text, addToHistory: true);
        return Show(pipeline, input);
    }

    /// <summary>Runs a script; its <c>exit</c> leaves the shell.</summary>
    /// <param name="script">The script and its arguments.</param>
    /// <param name="input">What <c>$input</c> holds; null = nothing.</param>
    public RunOutcome RunScript(Command script, IEnumerable<string>? input = null)
    {
        ScriptExit.ReachesHost(runspace);
        using var pipeline = CreatePipeline(script);
        return Show(pipeline, input);
    }

    /// <summary>Runs one command and hands back its output.</summary>
    /// <exception cref="RuntimeException">An uncaught error ended the command.</exception>
    public Collection<PSObject> Invoke(Command command)
    {
        using var pipeline = CreatePipeline(command);
        return interrupts.During(pipeline.StopAsync, pipeline.Invoke);
    }

    private Pipeline CreatePipeline(Command command)
    {
        var pipeline = isNested ? runspace.CreateNestedPipeline() : runspace.CreatePipeline();
        pipeline.Commands.Add(command);
        return pipeline;
    }

    private RunOutcome Show(Pipeline pipeline, IEnumerable<string>? input)
    {
        pipeline.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        pipeline.Commands.Add("Out-Default");

        try
        {
            interrupts.During(pipeline.StopAsync, () => input is null ? pipeline.Invoke() : InvokeWith(pipeline, input));
            return pipeline.PipelineStateInfo.State == PipelineState.Stopped ? RunOutcome.Interrupted : RunOutcome.Completed;
        }
        catch (PipelineStoppedException)
        {
            return RunOutcome.Interrupted;
        }
        catch (Exception e)
        {
            // Nothing that a command throws may end the session.
            userInterface.ClearProgress();
            Report(e);
            return RunOutcome.Failed;
        }
        finally
        {
            userInterface.ClearProgress();
        }
    }

    // The command may end before its input does, so the input is fed from another thread.
    private static Collection<PSObject> InvokeWith(Pipeline pipeline, IEnumerable<string> input)
    {
        using var ended = new ManualResetEventSlim();
        pipeline.StateChanged += (_, change) =>
        {
            if (change.PipelineStateInfo.State is PipelineState.Completed or PipelineState.Failed or PipelineState.Stopped) ended.Set();
        };
        pipeline.InvokeAsync();
        _ = Task.Run(() => Feed(pipeline.Input, input));
        ended.Wait();

        if (pipeline.PipelineStateInfo is { State: PipelineState.Failed, Reason: { } reason }) throw reason;
        return [];
    }

    private static void Feed(PipelineWriter writer, IEnumerable<string> input)
    {
        try
        {
            foreach (var line in input) writer.Write(line);
            writer.Close();
        }
        catch (PipelineClosedException)
        {
            // The command has ended and wants no more.
        }
    }

    // The engine has put the error into $Error already; it is shown through the view of error records.
    private void Report(Exception e)
    {
        var error = (e as IContainsErrorRecord)?.ErrorRecord ?? new ErrorRecord(e, "Uncaught", ErrorCategory.NotSpecified, null);
        using var pipeline = CreatePipeline(new Command("Out-Default"));
        try
        {
            var view = userInterface.Capture(() => pipeline.Invoke(new[] { error }));
            // An unfinished text ends nowhere that the view could point to: it says nothing at all.
            userInterface.WriteErrorLine(string.IsNullOrWhiteSpace(view) ? e.Message : view.TrimEnd('\n'));
        }
        catch (RuntimeException)
        {
            userInterface.WriteErrorLine(e.Message);
        }
    }
}
