using System.Management.Automation;

using Mlx5Sriov.Binding;
using Mlx5Sriov.Completion;
using Mlx5Sriov.Planning.Groups;
using Mlx5Sriov.Selection;

namespace Mlx5Sriov.Cmdlets.Groups;

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
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Name")]
    [ArgumentCompleter(typeof(GroupIdCompleter))]
    [GroupIdArgument(IsList = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public int[]? Id { get; set; } = [];

    /// <summary>The names of devlink's rate nodes; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Name")]
    [ArgumentCompleter(typeof(GroupNameCompleter))]
    [SupportsWildcards]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string?[]? Name { get; set; } = [];

    /// <summary>The rate groups, as Get-MlxVfGroup gives them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    [WholeObject(typeof(RateGroup))]
    [ValidateNotNull]
    public RateGroup[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    private protected sealed override void GatherRecord()
    {
        if (ParameterSetName == "InputObject")
        {
            foreach (var group in OfThisHost(InputObject).Where(IsMeant)) Attempt($"{group}", () => Gather(group.PfPciAddress, group.Label, Wish()));
            return;
        }

        var (ids, names) = (Id ?? [], Name ?? []);
        Attempt(Named(ids, names), () =>
        {
            // Nothing wanted in particular would be all groups.
            CheckIsOneKind(ids, names);
            var wanted = GroupPattern.Of(ids, Names(nameof(Name), names.OfType<string>().Where(name => name.Length > 0)));
            foreach (var pf in Ports(nameof(Pf), Pf)) Attempt(pf, () => Groups.Visit(pf, wanted, group => Gather(group.PfPciAddress, group.Label, Wish())));
        });
    }

    /// <summary>Whether a group that the pipeline brings is meant.</summary>
    private protected virtual bool IsMeant(RateGroup group) => true;

    /// <summary>What the parameters wish of a group.</summary>
    private protected abstract RateGroupWish Wish();
}
