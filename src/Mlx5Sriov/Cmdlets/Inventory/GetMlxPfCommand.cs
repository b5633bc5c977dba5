using System.Management.Automation;

using Mlx5Sriov.Binding;
using Mlx5Sriov.Completion;
using Mlx5Sriov.Selection;

namespace Mlx5Sriov.Cmdlets.Inventory;

/// <summary>Get-MlxPf: the physical functions of the host's mlx5 adapters.</summary>
[Cmdlet(VerbsCommon.Get, "MlxPf", DefaultParameterSetName = "Name")]
[OutputType(typeof(PhysicalFunction))]
public sealed class GetMlxPfCommand : MlxCmdlet
{
    private readonly HashSet<PciAddress> _seen = [];
    private readonly HashSet<string> _savedPfs = [];

    /// <summary>Net device, alternative name, PCI address or RDMA device; wildcards are allowed. All where none is given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Name")]
    [ArgumentCompleter(typeof(PfNameCompleter))]
    [Alias("Pf")]
    [SupportsWildcards]
    [NameArgument]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Virtual functions, whose physical functions are wanted.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    [WholeObject(typeof(VirtualFunction))]
    [ValidateNotNull]
    public VirtualFunction[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // Many VFs have one physical function: it is given once, whatever the number that the pipeline brings. A saved VF's Name and address are its own.
        var names = ParameterSetName == "InputObject"
            ? [.. OfThisHost(InputObject).Where(vf => _seen.Add(vf.PfPciAddress)).Select(vf => vf.PfPciAddress.ToString())]
            : PipelineRow.Of(this) is { IsOfVf: true } saved ? [.. Ports(nameof(Name), [saved.Pf]).Where(_savedPfs.Add)]
            : Ports(nameof(Name), Name);
        foreach (var name in names)
        {
            Attempt(name, () =>
            {
                foreach (var site in PfSelection.Select(Snapshot, name, Attempt))
                    Attempt(site.Name, () => Output.Write(Snapshot.Read(site)));
            });
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Output.End();
}
