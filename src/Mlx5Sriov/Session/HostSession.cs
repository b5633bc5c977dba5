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
    private static readonly ConditionalWeakTable<Runspace, HostSession> s_sessions = [];

    private readonly Lazy<SriovHost> _real = new(RealHost);
    private SriovHost? _simulatedSeams;

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

    /// <summary>Puts the runspace on a simulated host.</summary>
    public void Enter(SimulatedHost host) => (_simulated, _simulatedSeams) = (host, host.Seams);

    /// <summary>Puts the runspace back on the real host.</summary>
    /// <exception cref="NotSimulatedException">It is there already.</exception>
    public void Exit()
    {
        if (_simulated is null) throw new NotSimulatedException();
        (_simulated, _simulatedSeams) = (null, null);
    }

    private static SriovHost RealHost() => OperatingSystem.IsLinux() ? LinuxHost.Create() : throw new PlatformException();
}
