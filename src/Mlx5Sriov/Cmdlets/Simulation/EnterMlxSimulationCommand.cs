using System.Management.Automation;

using Mlx5Sriov.Binding;
using Mlx5Sriov.Completion;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Cmdlets.Simulation;

/// <summary>Enter-MlxSimulation: puts the session on a simulated host, where everything works as on a real one and nothing is touched.</summary>
[Cmdlet(VerbsCommon.Enter, "MlxSimulation")]
public sealed class EnterMlxSimulationCommand : MlxCmdlet
{
    // Fields of the enums' own types would load the Simulation assembly with the module, for their size.
    private int _profile;
    private int[] _conditions = [];

    /// <summary>The adapter and the driver to simulate.</summary>
    [Parameter(Position = 0)]
    [ValueArgument(typeof(SimulationProfile))]
    public SimulationProfile Profile
    {
        get => (SimulationProfile)_profile;
        set => _profile = (int)value;
    }

    /// <summary>How many VFs are enabled: one number for every port, or one for each port in order. By default 8 on the first port.</summary>
    [Parameter]
    [WholeNumber(IsList = true)]
    [ValidateRange(0, 250)]
    [ArgumentCompleter(typeof(NumberCompleter))]
    public int[] NumVfs { get; set; } = [8, 0];

    /// <summary>How many dual-port adapters the host has.</summary>
    [Parameter]
    [WholeNumber]
    [ValidateRange(1, 5)]
    [Alias("AdapterCount")]
    [ArgumentCompleter(typeof(NumberCompleter))]
    public int Adapter { get; set; } = 1;

    /// <summary>What the host lacks, or has that stands in the way, so that Test-MlxHost finds it.</summary>
    [Parameter]
    [ValueArgument(typeof(SimulatedCondition), IsList = true)]
    [ValidateNotNull]
    public SimulatedCondition[] Condition
    {
        get => [.. _conditions.Select(c => (SimulatedCondition)c)];
        set => _conditions = [.. value.Select(c => (int)c)];
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var options = new SimulationOptions { Profile = Profile, AdapterCount = Adapter, NumVfs = NumVfs, Conditions = Condition };
        if (options.Excess is { } excess)
        {
            var entry = ModuleRefusals.SimulationSize;
            ThrowTerminatingError(new ErrorRecord(new ArgumentException(excess), entry.Id, RefusalCategory.Of(entry.Kind), NumVfs));
        }

        Session.Enter(new SimulatedHost(options), SessionState);
    }
}
