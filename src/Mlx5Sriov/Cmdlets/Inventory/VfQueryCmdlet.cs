using System.Management.Automation;

using Mlx5Sriov.Completion;

namespace Mlx5Sriov.Cmdlets.Inventory;

/// <summary>What all cmdlets that only look at VFs share: the names by which they are asked for.</summary>
public abstract class VfQueryCmdlet : MlxCmdlet
{
    /// <summary>The physical function: net device, alternative name, PCI address or RDMA device; wildcards are allowed. All where none is given.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "Pf")]
    [ArgumentCompleter(typeof(PfNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Pf { get; set; } = ["*"];

    /// <summary>Any of a VF's own names: net device, PCI address, RDMA device or representor; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Name")]
    [ArgumentCompleter(typeof(VfNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];
}
