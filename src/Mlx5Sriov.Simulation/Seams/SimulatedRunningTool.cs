using System.Runtime.CompilerServices;

using Mlx5Sriov.Kernel.Programs;
using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Machine;
using Mlx5Sriov.Simulation.Programs;

namespace Mlx5Sriov.Simulation.Seams;

/// <summary>A program that runs on a simulated host, as the caller sees it.</summary>
internal sealed class SimulatedRunningTool : IRunningTool
{
    /// <summary>What a program's status is that signal 9 ended.</summary>
    private const int Killed = 128 + 9;

    private readonly Gate _gate;
    private readonly ToolCall _call;
    private readonly TimeSpan? _limit;
    private readonly Inbox<ToolLine> _lines;
    private readonly CancellationTokenRegistration _cancellation;

    private bool _isInputClosed;

    /// <summary>Makes a process that does nothing yet.</summary>
    /// <param name="gate">The host's gate.</param>
    /// <param name="machine">The host.</param>
    /// <param name="call">What runs.</param>
    /// <param name="limit">How long it may run on the host's clock; null for as long as it likes.</param>
    /// <param name="cancellation">Kills it.</param>
    public SimulatedRunningTool(Gate gate, SimulatedMachine machine, ToolCall call, TimeSpan? limit, CancellationToken cancellation)
    {
        (_gate, _call, _limit, _lines) = (gate, call, limit, new Inbox<ToolLine>(gate, machine.Work));
        var process = gate.Locked(() => machine.Processes.Start(call.Name, call.Arguments.Prepend(call.Program), machine.Network.Initial));
        ProcessId = process.Id;
        Run = new SimulatedRun(call.Arguments, _lines, () => machine.Processes.End(process));
        process.Ended = () => Run.Exit(Killed);
        if (limit is { } time) gate.Locked(() => machine.Work.Schedule(time, () => Run.Kill(OverLimit(time))));
        _cancellation = cancellation.Register(() => Kill(cancellation));
    }

    /// <summary>The run, for the program.</summary>
    public SimulatedRun Run { get; }

    /// <inheritdoc/>
    public int ProcessId { get; }

    /// <inheritdoc/>
    public IAsyncEnumerable<ToolLine> Lines => ReadAsync(CancellationToken.None);

    /// <inheritdoc/>
    public Task WriteAsync(string text, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (_isInputClosed) throw new InvalidOperationException($"The input of '{_call.Act}' is closed.");
        cancellation.ThrowIfCancellationRequested();
        var act = $"printf %s {ShellWord.Quote(text)} | {_call.Act}";
        try
        {
            if (_call.Changes) _gate.Write(_call.Name, act, text, () => Take(text));
            else _gate.Read(_call.Name, () => act, () => Take(text));
            return Task.CompletedTask;
        }
        catch (KernelException refusal)
        {
            return Task.FromException(refusal);
        }
    }

    /// <inheritdoc/>
    public void CloseInput() => _gate.Locked(() =>
    {
        var isFirst = !_isInputClosed;
        _isInputClosed = true;
        if (isFirst && !_lines.IsEnded) Run.InputClosed?.Invoke();
    });

    /// <inheritdoc/>
    public async Task<int> WaitForExitAsync(CancellationToken cancellation)
    {
        await _lines.WaitForEndAsync(Passes, cancellation).ConfigureAwait(false);
        return Run.ExitCode ?? throw Run.Failure!;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Kill(CancellationToken.None);
        return _cancellation.DisposeAsync();
    }

    private async IAsyncEnumerable<ToolLine> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        while (await _lines.WaitAsync(Passes, cancellation).ConfigureAwait(false))
        {
            while (_lines.TryTake(out var line)) yield return line!;
        }
    }

    /// <summary>Whether nothing but time can bring more: what the program does later, or its limit where it waits for no input.</summary>
    private bool Passes() => _lines.IsScheduled || (_limit is not null && (_isInputClosed || Run.Input is null));

    private bool Take(string text)
    {
        if (_lines.IsEnded) throw new Refusal(Errno.EPIPE);
        Run.Input?.Invoke(text);
        return true;
    }

    private void Kill(CancellationToken cancellation) => _gate.Locked(() => Run.Kill(new OperationCanceledException(cancellation)));

    private KernelException OverLimit(TimeSpan limit) => new(Errno.ETIMEDOUT, _call.Act, $"it ran for {limit}, which is its limit, and was killed");
}
