using System.Management.Automation;

using Mlx5Sriov.Binding;
using Mlx5Sriov.Completion;
using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Cmdlets.Trunks;

/// <summary>Remove-MlxVfTrunk: lets VLANs through the trunks (VGT+) of VFs no longer.</summary>
[Cmdlet(VerbsCommon.Remove, "MlxVfTrunk", SupportsShouldProcess = true, DefaultParameterSetName = "Name")]
[OutputType(typeof(VfTrunk), typeof(ChangePlan))]
public sealed class RemoveMlxVfTrunkCommand : TrunkChangeCmdlet
{
    /// <summary>The VLANs to let through no longer: ids and ranges, such as 4-15,17; 0 stands for untagged and priority-tagged packets.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(TrunkVlanCompleter))]
    [ListArgument(typeof(VlanSet))]
    [ValidateNotNull]
    public VlanSet Vlan { get; set; } = VlanSet.Empty;

    private protected override VfWish Wish() => new() { TrunkRemoved = Vlan };

    private protected override VfWish Join(VfWish earlier, VfWish later) => new() { TrunkRemoved = earlier.TrunkRemoved!.Union(later.TrunkRemoved!) };
}
