using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Linux;
using Mlx5Sriov.Simulation;

namespace Mlx5Sriov.Session;

/// <summary>
/// Which host a runspace works on: the real one, or a simulated one between Enter- and Exit-MlxSimulation. Each runspace has its own, so that
/// ForEach-Object -Parallel cannot mix them up; a new runspace starts on the real host.
/// </summary>
internal sealed class HostSession
{
    private const string Mark = "global:__Mlx5SriovSimulation";

    private static readonly ConditionalWeakTable<Runspace, HostSession> s_sessions = [];

    private readonly Lazy<SriovHost> _real = new(RealHost);
    private SriovHost? _simulatedSeams;
    private object? _mark;

    // An object, and the seams beside it: a field of its own type would load the Simulation assembly for sessions that never enter one.
    private object? _simulated;

    /// <summary>The session of the runspace that runs this cmdlet.</summary>
    public static HostSession Current => Of(Runspace.DefaultRunspace);

    /// <summary>The host that cmdlets work on.</summary>
    /// <exception cref="PlatformException">There is no real host here: this is not Linux.</exception>
    public SriovHost Host => _simulatedSeams ?? _real.Value;

    /// <summary>The simulated host.</summary>
    /// <exception cref="NotSimulatedException">The runspace is on the real host.</exception>
    public SimulatedHost Simulation => (SimulatedHost)(_simulated ?? throw new NotSimulatedException());

    /// <summary>A runspace's session.</summary>
    public static HostSession Of(Runspace runspace) => s_sessions.GetOrCreateValue(runspace);

    /// <summary>
    /// The session of a cmdlet's runspace; on the real host again if the runspace was reset, as those of ForEach-Object -Parallel are before each use.
    /// </summary>
    public static HostSession Of(SessionState state)
    {
        var session = Current;
        if (session._simulated is not null && !ReferenceEquals(state.PSVariable.GetValue(Mark), session._mark)) session.Leave();
        return session;
    }

    /// <summary>Puts the runspace on a simulated host, and marks it so in a variable, which a reset takes away.</summary>
    public void Enter(SimulatedHost host, SessionState state) => Enter(host, host.Seams, state);

    /// <summary>Puts the runspace on a simulated host behind other seams: those that count what is asked, or that several processes share.</summary>
    internal void Enter(SimulatedHost host, SriovHost seams, SessionState state)
    {
        (_simulated, _simulatedSeams, _mark) = (host, seams, new object());
        state.PSVariable.Set(Mark, _mark);
    }

    /// <summary>Puts the runspace back on the real host.</summary>
    /// <exception cref="NotSimulatedException">It is there already.</exception>
    public void Exit()
    {
        if (_simulated is null) throw new NotSimulatedException();
        Leave();
    }

    /// <summary>Puts the runspace on the real host, wherever it is.</summary>
    public void Leave() => (_simulated, _simulatedSeams, _mark) = (null, null, null);

    private static SriovHost RealHost() => OperatingSystem.IsLinux() ? LinuxHost.Create() : throw new PlatformException();
}
