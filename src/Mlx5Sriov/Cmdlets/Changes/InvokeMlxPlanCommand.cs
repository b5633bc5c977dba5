using System.Management.Automation;

using Mlx5Sriov.Binding;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Cmdlets.Changes;

/// <summary>Invoke-MlxPlan: carries out plans that -PlanOnly made, if they are still what is due.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "MlxPlan", SupportsShouldProcess = true)]
[OutputType(typeof(ChangePlan))]
public sealed class InvokeMlxPlanCommand : LockingCmdlet
{
    /// <summary>The plans.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [PlanArgument]
    [ValidateNotNull]
    public ChangePlan[] Plan { get; set; } = [];

    /// <summary>Emits the plans that were carried out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var plan in Plan) Attempt(plan.Pf, () => Carry(plan));
    }

    private void Carry(ChangePlan plan)
    {
        string Question() => $"{plan}.{Hits(plan.Affected)}{Loses(Advice.On(plan.Losses, plan.RemedyOf))}";
        // What is not due any more is not shown as if it were.
        if (IsWhatIf) plan.CheckIsDue(Snapshot);
        if (!plan.IsEmpty && !Consents(plan.Steps, $"{plan}", Question, $"Change {plan.Pf}?")) return;
        var progress = new PlanReporter(this, plan.Wish.Title);
        try
        {
            Runner(progress).Run(plan.Wish, plan, Cancellation);
        }
        finally
        {
            progress.End();
        }

        if (PassThru) WriteObject(plan);
    }
}
