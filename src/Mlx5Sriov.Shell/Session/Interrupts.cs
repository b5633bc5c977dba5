namespace Mlx5Sriov.Shell.Session;

/// <summary>Turns Ctrl-C (SIGINT) into the end of what runs, not of the shell.</summary>
internal sealed class Interrupts : IDisposable
{
    private readonly object _changing = new();
    private Action? _stop;

    public Interrupts() => Console.CancelKeyPress += OnCancelKeyPress;

    /// <summary>An interrupt while nothing runs leaves the shell alive, as at a prompt it should.</summary>
    public bool SurviveWhenIdle { get; set; }

    /// <summary>Does <paramref name="work"/>; an interrupt meanwhile calls <paramref name="stop"/>, which must not block.</summary>
    public T During<T>(Action? stop, Func<T> work)
    {
        var outer = Exchange(stop);
        try
        {
            return work();
        }
        finally
        {
            Exchange(outer);
        }
    }

    /// <summary>Stops what runs, as Ctrl-C does.</summary>
    /// <returns>Whether anything ran.</returns>
    public bool Raise()
    {
        lock (_changing)
        {
            _stop?.Invoke();
            return _stop is not null;
        }
    }

    public void Dispose() => Console.CancelKeyPress -= OnCancelKeyPress;

    private Action? Exchange(Action? stop)
    {
        lock (_changing)
        {
            var before = _stop;
            _stop = stop;
            return before;
        }
    }

    private void OnCancelKeyPress(object? sender, ConsoleCancelEventArgs e)
    {
        if (e.SpecialKey == ConsoleSpecialKey.ControlC) e.Cancel = Raise() || SurviveWhenIdle;
    }
}
