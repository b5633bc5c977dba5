using System.Threading.Channels;

using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Time;

namespace Mlx5Sriov.Simulation.Programs;

/// <summary>
/// What comes from a simulated program: its lines, or the bytes of a connection. What the host itself does later comes by moving the host's clock, which costs
/// no real time; for what another thread does is waited in earnest.
/// </summary>
/// <typeparam name="T">What comes.</typeparam>
internal sealed class Inbox<T>(Gate gate, WorkQueue work)
{
    private readonly Channel<T> _items = Channel.CreateUnbounded<T>();
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int _scheduled;

    /// <summary>Whether no more comes.</summary>
    public bool IsEnded => _end.Task.IsCompleted;

    /// <summary>Whether something is there, or no more comes.</summary>
    public bool IsReady => IsEnded || _items.Reader.TryPeek(out _);

    /// <summary>Whether the program is to do something later.</summary>
    public bool IsScheduled => _scheduled > 0;

    public void Put(T item) => _items.Writer.TryWrite(item);

    public bool TryTake(out T? item) => _items.Reader.TryRead(out item);

    /// <summary>Ends it: who reads gets what is there, and then the failure, if it is one.</summary>
    public void End(Exception? failure = null)
    {
        _items.Writer.TryComplete(failure);
        _end.TrySetResult();
    }

    /// <summary>Has the program do something so much later, if it is there still.</summary>
    public void After(TimeSpan delay, Action act)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        _scheduled++;
        work.Schedule(delay, () =>
        {
            _scheduled--;
            if (!IsEnded) act();
        });
    }

    /// <summary>Waits until something is there or the end has come.</summary>
    /// <param name="passes">Whether the host's clock moves on meanwhile.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Whether something is there; false at the end.</returns>
    public ValueTask<bool> WaitAsync(Func<bool> passes, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Pass(() => IsReady, passes);
        return _items.Reader.WaitToReadAsync(cancellation);
    }

    /// <summary>Waits for the end, whatever is there.</summary>
    /// <inheritdoc cref="WaitAsync"/>
    public Task WaitForEndAsync(Func<bool> passes, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Pass(() => IsEnded, passes);
        return _end.Task.WaitAsync(cancellation);
    }

    private void Pass(Func<bool> holds, Func<bool> passes) => gate.Locked(() =>
    {
        while (!holds() && passes() && work.RunNext())
        {
        }
    });
}
