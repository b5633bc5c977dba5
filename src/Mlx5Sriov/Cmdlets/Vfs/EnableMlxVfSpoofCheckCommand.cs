using System.Management.Automation;

using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Cmdlets.Vfs;

/// <summary>Enable-MlxVfSpoofCheck: has the e-switch drop packets from another source MAC address than a VF's own.</summary>
[Cmdlet(VerbsLifecycle.Enable, "MlxVfSpoofCheck", SupportsShouldProcess = true, DefaultParameterSetName = "Name")]
[OutputType(typeof(VirtualFunction), typeof(ChangePlan))]
public sealed class EnableMlxVfSpoofCheckCommand : VfChangeCmdlet
{
    private protected override VfWish Wish() => new() { SpoofCheck = OnOff.On };
}
