using System.Management.Automation;

using Mlx5Sriov.Binding;
using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Cmdlets.Trunks;

/// <summary>Add-MlxVfTrunk: lets more VLANs through the trunks (VGT+) of VFs.</summary>
[Cmdlet(VerbsCommon.Add, "MlxVfTrunk", SupportsShouldProcess = true, DefaultParameterSetName = "Name")]
[OutputType(typeof(VfTrunk), typeof(ChangePlan))]
public sealed class AddMlxVfTrunkCommand : TrunkChangeCmdlet
{
    /// <summary>The VLANs to let through besides: ids and ranges, such as 4-15,17; 0 stands for untagged and priority-tagged packets.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [ListArgument(typeof(VlanSet))]
    [ValidateNotNull]
    public VlanSet Vlan { get; set; } = VlanSet.Empty;

    private protected override VfWish Wish() => new() { TrunkAdded = Vlan };

    private protected override VfWish Join(VfWish earlier, VfWish later) => new() { TrunkAdded = earlier.TrunkAdded!.Union(later.TrunkAdded!) };
}
