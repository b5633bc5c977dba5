using System.Management.Automation;

using Mlx5Sriov.Binding;
using Mlx5Sriov.Completion;
using Mlx5Sriov.Selection;

namespace Mlx5Sriov.Cmdlets.Groups;

/// <summary>Get-MlxVfGroup: the rate groups, with their limits, guarantees and members.</summary>
[Cmdlet(VerbsCommon.Get, "MlxVfGroup", DefaultParameterSetName = "Pf")]
[OutputType(typeof(RateGroup))]
public sealed class GetMlxVfGroupCommand : MlxCmdlet
{
    private readonly HashSet<string> _seen = [];

    /// <summary>The physical function: net device, alternative name, PCI address or RDMA device; wildcards are allowed. All where none is given.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "Pf")]
    [ArgumentCompleter(typeof(PfNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Pf { get; set; } = ["*"];

    /// <summary>The numbers of OFED's groups. All groups where neither Id nor Name is given.</summary>
    [Parameter(Position = 1, ParameterSetName = "Pf")]
    [Parameter(ParameterSetName = "PfObject")]
    [ArgumentCompleter(typeof(GroupIdCompleter))]
    [GroupIdArgument(IsList = true)]
    [ValidateNotNull]
    public int[] Id { get; set; } = [];

    /// <summary>The names of devlink's rate nodes; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = "Pf")]
    [Parameter(ParameterSetName = "PfObject")]
    [ArgumentCompleter(typeof(GroupNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNull]
    public string[] Name { get; set; } = [];

    /// <summary>Physical functions, whose rate groups are wanted.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "PfObject")]
    [WholeObject(typeof(PhysicalFunction))]
    [ValidateNotNull]
    public PhysicalFunction[] PfObject { get; set; } = [];

    /// <summary>Virtual functions, whose own rate groups are wanted, each once.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    [WholeObject(typeof(VirtualFunction))]
    [ValidateNotNull]
    public VirtualFunction[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var wanted = GroupPattern.Of(Id, Name);
        switch (ParameterSetName)
        {
            case "InputObject":
                foreach (var vf in OfThisHost(InputObject)) Attempt($"{vf}", () => WriteOnce(Groups.Of(vf)));
                break;
            case "PfObject":
                foreach (var pf in OfThisHost(PfObject)) Attempt(pf.Name, () => Groups.Visit($"{pf.PciAddress}", wanted, g => Output.Write(g)));
                break;
            case "Pf" when PipelineRow.Of(this) is { IsOfVf: true } saved:
                Attempt($"{saved}", () => WriteGroupOf(saved));
                break;
            default:
                foreach (var pf in Ports(nameof(Pf), Pf)) Attempt(pf, () => Groups.Visit(pf, wanted, g => Output.Write(g)));
                break;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Output.End();

    // A VF that was saved, or sent from another session.
    private void WriteGroupOf(PipelineRow saved)
    {
        var wanted = new VfIndexSet([saved.Index ?? throw new VfNotFoundException($"{saved}", [], isPf: false)]);
        foreach (var pf in Ports(nameof(Pf), [saved.Pf])) Vfs.Visit(pf, wanted, (_, vfs, index) => WriteOnce(Groups.Of(vfs.Read(index))));
    }

    private void WriteOnce(RateGroup? group)
    {
        if (group is not null && _seen.Add($"{group.PfPciAddress} {group.Label}")) Output.Write(group);
    }
}
