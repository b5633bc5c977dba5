using Mlx5Sriov.Simulation.Time;

namespace Mlx5Sriov.Simulation.Faults;

/// <summary>
/// What every operation of every seam passes: one operation at a time, a step of the clock, the kernel's work that has become due, the faults that
/// were ordered, and the record of what was to be changed.
/// </summary>
internal sealed class Gate(SimulatedClock clock, WorkQueue work)
{
    private static readonly TimeSpan s_step = TimeSpan.FromMicroseconds(1);

    private readonly object _lock = new();
    private readonly List<SimulatedFault> _faults = [];
    private readonly List<SimulatedWrite> _writes = [];

    private int _lastFault;
    private int _lastWrite;

    /// <summary>The faults, as they are now.</summary>
    public IReadOnlyList<SimulatedFault> Faults => Locked(() => _faults.ToArray());

    /// <summary>The recorded writes, as they are now.</summary>
    public IReadOnlyList<SimulatedWrite> Writes => Locked(() => _writes.ToArray());

    /// <summary>Does something to the host that is no operation of its seams: a test sets its scene.</summary>
    public T Locked<T>(Func<T> act)
    {
        lock (_lock)
        {
            work.RunDue();
            try
            {
                return act();
            }
            catch (Refusal no)
            {
                throw new InvalidOperationException($"The scene cannot be set: the simulated kernel refuses with {no.Errno}. {no.KernelText}".TrimEnd(), no);
            }
        }
    }

    /// <inheritdoc cref="Locked{T}"/>
    public void Locked(Action act) => Locked(() =>
    {
        act();
        return true;
    });

    public SimulatedFault Add(Func<int, SimulatedFault> create) => Locked(() =>
    {
        var fault = create(++_lastFault);
        _faults.Add(fault);
        return fault;
    });

    public bool RemoveFault(int id) => Locked(() => _faults.RemoveAll(f => f.Id == id) > 0);

    public void ClearWrites() => Locked(_writes.Clear);

    /// <summary>Reads something; a fault can refuse it.</summary>
    public T Read<T>(string target, Func<string> act, Func<T> read, KernelAct kind = KernelAct.Other) => Read(target, act, read, _ => read(), kind);

    /// <summary>Reads an attribute's text; a fault can refuse it or give another text.</summary>
    public string? ReadText(string path, Func<string> act, Func<string?> read) => Read(path, act, read, fault => fault.Text);

    /// <summary>Tries to change something, and records the attempt.</summary>
    public void Write(string target, string act, string? value, Action write, KernelAct kind = KernelAct.Other)
    {
        lock (_lock)
        {
            Step();
            Errno? refusal = null;
            try
            {
                if (StrikingFault(SimulatedOperation.Write, target, () => act)?.Refusal is { } ordered) throw ordered;
                write();
            }
            catch (Refusal no)
            {
                refusal = no.Errno;
                throw new KernelException(no.Errno, act, no.KernelText, kind);
            }
            finally
            {
                _writes.Add(new SimulatedWrite(++_lastWrite, act, target, value, refusal));
            }
        }
    }

    /// <summary>Reads something; a fault can refuse it, or have it read otherwise.</summary>
    public T Read<T>(
        string target, Func<string> act, Func<T> read, Func<SimulatedFault, T> readStruck, KernelAct kind = KernelAct.Other)
    {
        lock (_lock)
        {
            Step();
            try
            {
                if (StrikingFault(SimulatedOperation.Read, target, act) is not { } fault) return read();
                return fault.Refusal is { } ordered ? throw ordered : readStruck(fault);
            }
            catch (Refusal no)
            {
                throw new KernelException(no.Errno, act(), no.KernelText, kind);
            }
        }
    }

    private void Step()
    {
        clock.Advance(s_step);
        work.RunDue();
    }

    /// <summary>The first fault that strikes; every fault counts the operation all the same.</summary>
    private SimulatedFault? StrikingFault(SimulatedOperation operation, string target, Func<string> act)
    {
        if (_faults.Count == 0) return null;
        var command = act();
        SimulatedFault? first = null;
        foreach (var fault in _faults)
        {
            if (fault.Strikes(operation, target, command)) first ??= fault;
        }

        return first;
    }
}
