using System.Management.Automation;

using Mlx5Sriov.Binding;
using Mlx5Sriov.Completion;

namespace Mlx5Sriov.Cmdlets.Inventory;

/// <summary>What all cmdlets that only look at VFs share: which VFs are meant.</summary>
public abstract class VfQueryCmdlet : MlxCmdlet
{
    /// <summary>The physical function: net device, alternative name, PCI address or RDMA device; wildcards are allowed. All where none is given.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "Pf")]
    [ArgumentCompleter(typeof(PfNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Pf { get; set; } = ["*"];

    /// <summary>The VFs' indexes: numbers and ranges, such as 3 or 0-7 or 0,3,5-7. All where none is given.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = "Pf")]
    [Parameter(ParameterSetName = "PfObject")]
    [ArgumentCompleter(typeof(VfIndexCompleter))]
    [Alias("FunctionID", "VfIndex")]
    [ListArgument(typeof(VfIndexSet))]
    [ValidateNotNull]
    public VfIndexSet? Index { get; set; }

    /// <summary>Any of a VF's own names: net device, PCI address, RDMA device or representor; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Name")]
    [ArgumentCompleter(typeof(VfNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Physical functions, as Get-MlxPf gives them, whose VFs are meant.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "PfObject")]
    [WholeObject(typeof(PhysicalFunction))]
    [ValidateNotNull]
    public PhysicalFunction[] PfObject { get; set; } = [];
}
