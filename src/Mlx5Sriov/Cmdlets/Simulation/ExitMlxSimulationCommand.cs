using System.Management.Automation;

namespace Mlx5Sriov.Cmdlets.Simulation;

/// <summary>Exit-MlxSimulation: puts the session back on the real host.</summary>
[Cmdlet(VerbsCommon.Exit, "MlxSimulation")]
public sealed class ExitMlxSimulationCommand : MlxCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(null, Session.Exit);
}
