using System.Management.Automation;

using Mlx5Sriov.Changes;
using Mlx5Sriov.Completion;

namespace Mlx5Sriov.Cmdlets;

/// <summary>What the cmdlets share that change rate groups which are there: which groups are meant.</summary>
public abstract class ExistingGroupCmdlet : GroupChangeCmdlet
{
    /// <summary>The physical function: net device, alternative name, PCI address or RDMA device; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "Id")]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "Name")]
    [ArgumentCompleter(typeof(PfNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Pf { get; set; } = [];

    /// <summary>The numbers of OFED's groups.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = "Id")]
    [ArgumentCompleter(typeof(GroupIdCompleter))]
    [ValidateNotNullOrEmpty]
    public int[] Id { get; set; } = [];

    /// <summary>The names of devlink's rate nodes; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Name")]
    [ArgumentCompleter(typeof(GroupNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>The rate groups, as Get-MlxVfGroup gives them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    [ValidateNotNull]
    public RateGroup[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        if (ParameterSetName == "InputObject")
        {
            foreach (var group in InputObject) Attempt($"{group}", () => Gather(group.PfPciAddress, group.Label, Wish()));
            return;
        }

        var wanted = GroupPattern.Of(Id, Name);
        foreach (var pf in Pf) Attempt(pf, () => Groups.Visit(pf, wanted, group => Gather(group.PfPciAddress, group.Label, Wish())));
    }

    /// <summary>What the parameters wish of a group.</summary>
    private protected abstract RateGroupWish Wish();
}
