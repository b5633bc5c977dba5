using System.Management.Automation;

using Mlx5Sriov.Binding;
using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Cmdlets.Trunks;

/// <summary>Set-MlxVfTrunk: lets exactly these VLANs through the trunks (VGT+) of VFs.</summary>
[Cmdlet(VerbsCommon.Set, "MlxVfTrunk", SupportsShouldProcess = true, DefaultParameterSetName = "Name")]
[OutputType(typeof(VfTrunk), typeof(ChangePlan))]
public sealed class SetMlxVfTrunkCommand : TrunkChangeCmdlet
{
    /// <summary>The VLANs: ids and ranges, such as 4-15,17; 0 stands for untagged and priority-tagged packets. None ends VGT+.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [Alias("Trunk")]
    [ListArgument(typeof(VlanSet))]
    [ValidateNotNull]
    public VlanSet Vlan { get; set; } = VlanSet.Empty;

    private protected override VfWish Wish() => new() { Trunk = Vlan };
}
