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
    private SimulatedHost? _simulated;

    /// <summary>The session of the runspace that runs this cmdlet.</summary>
    public static HostSession Current => Of(Runspace.DefaultRunspace);

    /// <summary>The host that cmdlets work on.</summary>
    /// <exception cref="PlatformException">There is no real host here: this is not Linux.</exception>
    public SriovHost Host => _simulated is null ? _real.Value : SimulatedSeams();

    /// <summary>The simulated host.</summary>
    /// <exception cref="NotSimulatedException">The runspace is on the real host.</exception>
    public SimulatedHost Simulation => _simulated ?? throw new NotSimulatedException();

    /// <summary>A runspace's session.</summary>
    public static HostSession Of(Runspace runspace) => s_sessions.GetOrCreateValue(runspace);

    /// <summary>Puts the runspace on a simulated host.</summary>
    public void Enter(SimulatedHost host) => _simulated = host;

    /// <summary>Puts the runspace back on the real host.</summary>
    /// <exception cref="NotSimulatedException">It is there already.</exception>
    public void Exit() => _simulated = _simulated is null ? throw new NotSimulatedException() : null;

    // Apart, so that the Simulation assembly is loaded only by a session that has entered one.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private SriovHost SimulatedSeams() => _simulated!.Seams;

    private static SriovHost RealHost() => OperatingSystem.IsLinux() ? LinuxHost.Create() : throw new PlatformException();
}
