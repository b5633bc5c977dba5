using System.Management.Automation;

using Mlx5Sriov.Changes;

namespace Mlx5Sriov.Cmdlets;

/// <summary>Clear-MlxVfTrunk: takes all VLANs out of the trunks of VFs, which ends VGT+.</summary>
[Cmdlet(VerbsCommon.Clear, "MlxVfTrunk", SupportsShouldProcess = true, DefaultParameterSetName = "Pf")]
[OutputType(typeof(VfTrunk), typeof(ChangePlan))]
public sealed class ClearMlxVfTrunkCommand : TrunkChangeCmdlet
{
    private protected override VfWish Wish() => new() { Trunk = VlanSet.Empty };
}
