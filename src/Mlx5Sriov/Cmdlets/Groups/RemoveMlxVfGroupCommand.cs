using System.Management.Automation;

using Mlx5Sriov.Planning.Groups;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Cmdlets.Groups;

/// <summary>Remove-MlxVfGroup: takes all VFs out of rate groups, whose limits end with them; a devlink node is deleted.</summary>
[Cmdlet(VerbsCommon.Remove, "MlxVfGroup", SupportsShouldProcess = true)]
[OutputType(typeof(RateGroup), typeof(ChangePlan))]
public sealed class RemoveMlxVfGroupCommand : ExistingGroupCmdlet
{
    private protected override RateGroupWish Wish() => new(RateGroupAct.Remove);

    // "All groups of a port" means those that can be removed.
    private protected override bool IsMeant(RateGroup group)
    {
        if (group.Id != 0) return true;
        WriteVerbose($"{group} is whoever is in no other, and stays.");
        return false;
    }
}
