using System.Globalization;
using System.Management.Automation;

using Mlx5Sriov.Binding;
using Mlx5Sriov.Completion;
using Mlx5Sriov.Session;

namespace Mlx5Sriov.Cmdlets.Simulation;

/// <summary>Remove-MlxSimulatedFault: takes faults back, all of them where none is named.</summary>
[Cmdlet(VerbsCommon.Remove, "MlxSimulatedFault", SupportsShouldProcess = true)]
public sealed class RemoveMlxSimulatedFaultCommand : MlxCmdlet
{
    /// <summary>The faults' numbers.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FaultIdCompleter))]
    [WholeNumber(IsList = true)]
    [ValidateNotNull]
    public int[]? Id { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(null, () =>
    {
        var host = Session.Simulation;
        foreach (var id in Id ?? [.. host.Faults.Select(f => f.Id)])
        {
            Attempt(id, () =>
            {
                if (host.Faults.All(f => f.Id != id)) throw new FaultNotFoundException(id);
                if (ShouldProcess(id.ToString(CultureInfo.InvariantCulture), "Remove the simulated fault")) host.RemoveFault(id);
            });
        }
    });
}
