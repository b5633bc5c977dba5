using System.Management.Automation;

using Mlx5Sriov.Binding;
using Mlx5Sriov.Completion;
using Mlx5Sriov.Selection;
using Mlx5Sriov.Simulation.Faults;

namespace Mlx5Sriov.Cmdlets.Simulation;

/// <summary>Get-MlxSimulatedWrite: every attempt to change something on the simulated host, refused ones included.</summary>
[Cmdlet(VerbsCommon.Get, "MlxSimulatedWrite")]
[OutputType(typeof(SimulatedWrite))]
public sealed class GetMlxSimulatedWriteCommand : MlxCmdlet
{
    /// <summary>A pattern for the command that equals the act, such as *trust*. All where none is given.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string Act { get; set; } = "*";

    /// <summary>Only writes after the one of this sequence number.</summary>
    [Parameter]
    [WholeNumber]
    [ValidateRange(0, int.MaxValue)]
    [ArgumentCompleter(typeof(NumberCompleter))]
    public int After { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(null, () =>
    {
        var pattern = new NamePattern(Act);
        WriteObject(Session.Simulation.Writes.Where(w => w.Sequence > After && pattern.Matches(w.Act)), enumerateCollection: true);
    });
}
