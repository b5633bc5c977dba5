using System.Management.Automation;

using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Cmdlets.Trunks;

/// <summary>Clear-MlxVfTrunk: takes all VLANs out of the trunks of VFs, which ends VGT+.</summary>
[Cmdlet(VerbsCommon.Clear, "MlxVfTrunk", SupportsShouldProcess = true, DefaultParameterSetName = "Name")]
[OutputType(typeof(VfTrunk), typeof(ChangePlan))]
public sealed class ClearMlxVfTrunkCommand : TrunkChangeCmdlet
{
    private protected override VfWish Wish() => new() { Trunk = VlanSet.Empty, EndsTrunk = true };
}
