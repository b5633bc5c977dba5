using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Linux;
using Mlx5Sriov.Simulation;

namespace Mlx5Sriov.Session;

/// <summary>
/// Which host a runspace works on: the real one, or a simulated one between Enter- and Exit-MlxSimulation. Each runspace has its own, so that
/// ForEach-Object -Parallel cannot mix them up.
/// </summary>
/// <remarks>
/// A runspace starts on the real host. Where that may not be what is meant, it works on none until it enters or leaves a simulation: when it was on a
/// simulated host and was reset, or the module was imported again; and when it has not chosen, in a process where another runspace is on a simulated host.
/// </remarks>
internal sealed class HostSession
{
    private const string Mark = "__Mlx5SriovSimulation";

    private static readonly ConditionalWeakTable<Runspace, HostSession> s_sessions = [];

    private readonly Lazy<SriovHost> _real = new(RealHost);
    private readonly object _mark = new();
    private string _markName = Mark;
    private int _marks;
    private SriovHost? _simulatedSeams;
    private bool _isRealMeant;
    private string? _whyUndecided;

    // An object, and the seams beside it: a field of its own type would load the Simulation assembly for sessions that never enter one.
    private object? _simulated;

    /// <summary>The session of the runspace that runs this.</summary>
    public static HostSession Current => Of(Runspace.DefaultRunspace);

    /// <summary>The host that cmdlets work on.</summary>
    /// <exception cref="HostUndecidedException">It is not known which is meant.</exception>
    /// <exception cref="PlatformException">There is no real host here: this is not Linux.</exception>
    public SriovHost Host
    {
        get
        {
            Decide();
            return _simulatedSeams ?? _real.Value;
        }
    }

    /// <summary>The simulated host.</summary>
    /// <exception cref="HostUndecidedException">It is not known whether it is meant.</exception>
    /// <exception cref="NotSimulatedException">The runspace is on the real host.</exception>
    public SimulatedHost Simulation
    {
        get
        {
            Decide();
            return (SimulatedHost)(_simulated ?? throw new NotSimulatedException());
        }
    }

    /// <summary>A runspace's session.</summary>
    public static HostSession Of(Runspace runspace) => s_sessions.GetOrCreateValue(runspace);

    /// <summary>The session of a cmdlet's runspace; undecided if the runspace was reset since it entered a simulation, as pools of runspaces do.</summary>
    public static HostSession Of(SessionState state)
    {
        var session = Current;
        if (session._simulated is not null && !ReferenceEquals(state.PSVariable.GetValue($"global:{session._markName}"), session._mark))
            session.Lose("It was on a simulated host, and its variables were reset since.");
        return session;
    }

    /// <summary>The session of the runspace that completes an argument.</summary>
    public static HostSession OfCompletion()
    {
        if (Current._simulated is null) return Current;
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return Of(shell.AddScript("$ExecutionContext.SessionState").Invoke<SessionState>()[0]);
    }

    /// <summary>Puts the runspace on a simulated host, and marks it so in a variable, which a reset takes away.</summary>
    public void Enter(SimulatedHost host, SessionState state) => Enter(host, host.Seams, state);

    /// <summary>Puts the runspace on a simulated host behind other seams: those that count what is asked, or that several processes share.</summary>
    internal void Enter(SimulatedHost host, SriovHost seams, SessionState state)
    {
        // Read-only, so that Remove-Variable * leaves it. Who overwrites it by force leaves it read-only with another value, and another name is needed.
        if (!ReferenceEquals(state.PSVariable.GetValue($"global:{_markName}"), _mark))
        {
            while (state.PSVariable.Get($"global:{_markName}") is not null) _markName = $"{Mark}{++_marks}";
            state.PSVariable.Set(new PSVariable($"global:{_markName}", _mark, ScopedItemOptions.ReadOnly));
        }

        (_simulated, _simulatedSeams, _whyUndecided, _isRealMeant) = (host, seams, null, false);
    }

    /// <summary>Puts the runspace on the real host.</summary>
    /// <exception cref="NotSimulatedException">It is there already.</exception>
    public void Exit()
    {
        if (_simulated is null && WhyUndecided is null) throw new NotSimulatedException();
        (_simulated, _simulatedSeams, _whyUndecided, _isRealMeant) = (null, null, null, true);
    }

    /// <summary>Ends a simulation that nobody left: which host is meant from now on is not known.</summary>
    /// <param name="why">How it ended, as a sentence.</param>
    public void Lose(string why)
    {
        if (_simulated is null) return;
        (_simulated, _simulatedSeams, _whyUndecided, _isRealMeant) = (null, null, why, false);
    }

    /// <summary>Makes the session one that uses the real host and has used no other.</summary>
    internal void Renew() => (_simulated, _simulatedSeams, _whyUndecided, _isRealMeant) = (null, null, null, true);

    private static bool IsAnySimulated =>
        s_sessions.Any(s => s.Value._simulated is not null && s.Key.RunspaceStateInfo.State == RunspaceState.Opened);

    private string? WhyUndecided => _simulated is not null || _isRealMeant ? null
        : _whyUndecided ?? (IsAnySimulated ? "Another session of this process is on a simulated host." : null);

    // Whoever has used the real host stays on it, whatever other sessions do later.
    private void Decide()
    {
        if (WhyUndecided is { } why) throw new HostUndecidedException(why);
        _isRealMeant = _simulated is null;
    }

    private static SriovHost RealHost() => OperatingSystem.IsLinux() ? LinuxHost.Create() : throw new PlatformException();
}
