namespace Mlx5Sriov.Simulation.Time;

/// <summary>What the kernel will do later. Nothing runs by itself: the next operation after its time runs it.</summary>
internal sealed class WorkQueue(SimulatedClock clock)
{
    private readonly PriorityQueue<Action, (TimeSpan Due, int Order)> _work = new();

    private TimeSpan? _running;
    private int _order;

    /// <summary>Has something done so much later than now; from within other work, later than that was due, however late it is come to.</summary>
    public void Schedule(TimeSpan delay, Action work) => _work.Enqueue(work, ((_running ?? clock.Elapsed) + delay, _order++));

    /// <summary>Does what is due.</summary>
    public void RunDue() => RunUntil(clock.Elapsed);

    /// <summary>Does everything that was scheduled, due or not, as if the host had been up for long.</summary>
    public void Settle() => RunUntil(TimeSpan.MaxValue);

    /// <summary>Moves the clock to what is due next, and does it.</summary>
    /// <returns>False where nothing is to be done ever.</returns>
    public bool RunNext()
    {
        if (!_work.TryPeek(out _, out var next)) return false;
        if (next.Due > clock.Elapsed) clock.Advance(next.Due - clock.Elapsed);
        RunDue();
        return true;
    }

    /// <summary>Blocks the caller on the simulated clock until something holds, doing what becomes due meanwhile.</summary>
    /// <returns>Whether it holds; false when the limit is over.</returns>
    public bool WaitUntil(Func<bool> holds, TimeSpan limit)
    {
        var end = clock.Elapsed + limit;
        while (!holds())
        {
            var next = _work.TryPeek(out _, out var work) && work.Due < end ? work.Due : end;
            if (next > clock.Elapsed) clock.Advance(next - clock.Elapsed);
            if (next >= end) return holds();
            RunDue();
        }

        return true;
    }

    private void RunUntil(TimeSpan time)
    {
        while (_work.TryPeek(out var work, out var next) && next.Due <= time)
        {
            _work.Dequeue();
            _running = next.Due;
            try
            {
                work();
            }
            finally
            {
                _running = null;
            }
        }
    }
}
