using System.Management.Automation;

using Mlx5Sriov.Binding;
using Mlx5Sriov.Completion;
using Mlx5Sriov.Plans.Running;

namespace Mlx5Sriov.Cmdlets;

/// <summary>What all cmdlets share that lock what they change: how long they wait for whoever has the lock.</summary>
public abstract class LockingCmdlet : MlxCmdlet
{
    /// <summary>How many seconds to wait for another session that is changing the same physical function.</summary>
    [Parameter]
    [WholeNumber]
    [ValidateRange(0, 3600)]
    [ArgumentCompleter(typeof(NumberCompleter))]
    public int LockTimeout { get; set; } = 10;

    /// <summary>The cmdlet's name: what made a change, in journals and locks.</summary>
    private protected string Title => MyInvocation.MyCommand.Name;

    /// <summary>Carries out plans, and undoes changes, on the session's host.</summary>
    /// <param name="progress">Told of each step.</param>
    private protected PlanRunner Runner(PlanReporter progress) =>
        new(SriovHost, TimeSpan.FromSeconds(LockTimeout), progress.Report) { UndoTitle = Title };
}
