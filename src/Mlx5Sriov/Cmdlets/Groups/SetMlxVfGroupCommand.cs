using System.Management.Automation;

using Mlx5Sriov.Binding;
using Mlx5Sriov.Completion;
using Mlx5Sriov.Planning.Groups;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Cmdlets.Groups;

/// <summary>Set-MlxVfGroup: the limits and members of rate groups; what is not given stays as it is.</summary>
[Cmdlet(VerbsCommon.Set, "MlxVfGroup", SupportsShouldProcess = true)]
[OutputType(typeof(RateGroup), typeof(ChangePlan))]
public sealed class SetMlxVfGroupCommand : ExistingGroupCmdlet
{
    /// <summary>The indexes of the VFs that are to be in the group, and no others: numbers and ranges, such as 3 or 0-7 or 0,3,5-7.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Id")]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Name")]
    [Parameter(ParameterSetName = "InputObject")]
    [ArgumentCompleter(typeof(VfIndexCompleter))]
    [Alias("FunctionID", "VfIndex")]
    [ListArgument(typeof(VfIndexSet), AllowsEmpty = true)]
    [AllowNull]
    public VfIndexSet? Index { get; set; }

    /// <summary>The guaranteed rate: 1Gbit, 500Mbit or a bare number of Mbit/s; 0 for none.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Id")]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Name")]
    [Parameter(ParameterSetName = "InputObject")]
    [RateArgument(AllowsEmpty = true)]
    [ArgumentCompleter(typeof(NumberCompleter))]
    public Bandwidth? MinTxRate { get; set; }

    /// <summary>The limit of all VFs together: 10Gbit, 500Mbit or a bare number of Mbit/s; 0 for none.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Id")]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Name")]
    [Parameter(ParameterSetName = "InputObject")]
    [RateArgument(AllowsEmpty = true)]
    [ArgumentCompleter(typeof(NumberCompleter))]
    public Bandwidth? MaxTxRate { get; set; }

    private protected override RateGroupWish Wish() => Index is null && MinTxRate is null && MaxTxRate is null
        ? throw NothingToSet("-Index, -MinTxRate and -MaxTxRate")
        : new RateGroupWish(RateGroupAct.Set) { Members = Index, MinTxRate = MinTxRate, MaxTxRate = MaxTxRate };
}
