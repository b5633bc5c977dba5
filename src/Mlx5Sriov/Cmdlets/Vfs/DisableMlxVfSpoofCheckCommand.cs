using System.Management.Automation;

using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Cmdlets.Vfs;

/// <summary>Disable-MlxVfSpoofCheck: lets VFs send from any source MAC address.</summary>
[Cmdlet(VerbsLifecycle.Disable, "MlxVfSpoofCheck", SupportsShouldProcess = true, DefaultParameterSetName = "Name")]
[OutputType(typeof(VirtualFunction), typeof(ChangePlan))]
public sealed class DisableMlxVfSpoofCheckCommand : VfChangeCmdlet
{
    private protected override VfWish Wish() => new() { SpoofCheck = OnOff.Off };
}
