using System.Management.Automation;

using Mlx5Sriov.Binding;
using Mlx5Sriov.Completion;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Cmdlets.Simulation;

/// <summary>Enter-MlxSimulation: puts the session on a simulated host, where everything works as on a real one and nothing is touched.</summary>
[Cmdlet(VerbsCommon.Enter, "MlxSimulation", DefaultParameterSetName = "Host")]
public sealed class EnterMlxSimulationCommand : MlxCmdlet
{
    // Fields of the enums' own types would load the Simulation assembly with the module, for their size.
    private int _profile;
    private int[] _conditions = [];
    private int _lockdown;
    private int _firmwareTool;
    private bool _isToolGiven;

    /// <summary>The adapter and the driver to simulate.</summary>
    [Parameter(Position = 0, ParameterSetName = "Host")]
    [ValueArgument(typeof(SimulationProfile))]
    public SimulationProfile Profile
    {
        get => (SimulationProfile)_profile;
        set => _profile = (int)value;
    }

    /// <summary>How many VFs are enabled: one number for every port, or one for each port in order. By default 8 on the first port.</summary>
    [Parameter(ParameterSetName = "Host")]
    [WholeNumber(IsList = true)]
    [ValidateRange(0, 250)]
    [ArgumentCompleter(typeof(NumberCompleter))]
    public int[] NumVfs { get; set; } = [8, 0];

    /// <summary>How many dual-port adapters the host has.</summary>
    [Parameter(ParameterSetName = "Host")]
    [WholeNumber]
    [ValidateRange(1, 5)]
    [Alias("AdapterCount")]
    [ArgumentCompleter(typeof(NumberCompleter))]
    public int Adapter { get; set; } = 1;

    /// <summary>The program for the adapters' firmware, and whose texts it prints. Without it, the one that comes with the profile's driver.</summary>
    [Parameter(ParameterSetName = "Host")]
    [ValueArgument(typeof(SimulatedFirmwareTool))]
    public SimulatedFirmwareTool? FirmwareTool
    {
        get => _isToolGiven ? (SimulatedFirmwareTool)_firmwareTool : null;
        set => (_isToolGiven, _firmwareTool) = (value is not null, (int)(value ?? 0));
    }

    /// <summary>Has the cards keep their firmware's values though others were set and the host restarted.</summary>
    [Parameter(ParameterSetName = "Host")]
    public SwitchParameter FirmwareStuck { get; set; }

    /// <summary>How far the kernel is locked down.</summary>
    [Parameter(ParameterSetName = "Host")]
    [ValueArgument(typeof(SimulatedLockdown))]
    public SimulatedLockdown Lockdown
    {
        get => (SimulatedLockdown)_lockdown;
        set => _lockdown = (int)value;
    }

    /// <summary>What the host lacks, or has that stands in the way, so that Test-MlxHost finds it.</summary>
    [Parameter(ParameterSetName = "Host")]
    [ValueArgument(typeof(SimulatedCondition), IsList = true)]
    [ValidateNotNull]
    public SimulatedCondition[] Condition
    {
        get => [.. _conditions.Select(c => (SimulatedCondition)c)];
        set => _conditions = [.. value.Select(c => (int)c)];
    }

    /// <summary>Restarts the simulated host that the session is on.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Restart")]
    public SwitchParameter Restart { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Restart)
        {
            Attempt(null, () => Session.Simulation.Restart());
            return;
        }

        var options = new SimulationOptions
        {
            Profile = Profile,
            AdapterCount = Adapter,
            NumVfs = NumVfs,
            FirmwareTool = FirmwareTool,
            IsFirmwareStuck = FirmwareStuck,
            Lockdown = Lockdown,
            Conditions = Condition,
        };
        if (options.Excess is { } excess)
        {
            var entry = ModuleRefusals.SimulationSize;
            ThrowTerminatingError(new ErrorRecord(new ArgumentException(excess), entry.Id, RefusalCategory.Of(entry.Kind), NumVfs));
        }

        Session.Enter(new SimulatedHost(options), SessionState);
    }
}
