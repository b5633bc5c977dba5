using System.Management.Automation;

using Mlx5Sriov.Binding;
using Mlx5Sriov.Cmdlets.Inventory;
using Mlx5Sriov.Watching;

namespace Mlx5Sriov.Cmdlets.Counters;

/// <summary>
/// What the cmdlets that read VFs' counters share: which VFs are meant, gathered over the pipeline, so that each physical function is asked once for all.
/// </summary>
public abstract class VfCounterCmdlet : VfQueryCmdlet
{
    // By physical function; null for all of its VFs.
    private readonly Dictionary<PciAddress, SortedSet<int>?> _selected = [];

    /// <summary>The VFs, as Get-MlxVf gives them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    [WholeObject(typeof(VirtualFunction))]
    [ValidateNotNull]
    public VirtualFunction[] InputObject { get; set; } = [];

    /// <summary>The VFs that the pipeline brought.</summary>
    private protected IReadOnlyList<WatchedVfs> Selected =>
        [.. _selected.Select(s => new WatchedVfs(s.Key, s.Value is { } indexes ? new VfIndexSet(indexes) : null))];

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case "InputObject":
                foreach (var vf in OfThisHost(InputObject)) Select(vf.PfPciAddress, vf.Index);
                break;
            case "PfObject":
                foreach (var pf in OfThisHost(PfObject)) SelectAt(pf.PciAddress.ToString());
                break;
            case "Name":
                foreach (var name in Name)
                {
                    Attempt(name, () =>
                    {
                        foreach (var vf in Vfs.Named(name)) Select(vf.Pf.PciAddress, vf.Index);
                    });
                }

                break;
            default:
                foreach (var pf in Ports(nameof(Pf), Pf)) SelectAt(pf);
                break;
        }
    }

    private void SelectAt(string pf) => Attempt(pf, () =>
    {
        if (Index is not null)
        {
            Vfs.Visit(pf, Index, (site, _, index) => Select(site.PciAddress, index));
            return;
        }

        foreach (var site in Vfs.Sites(pf)) _selected[site.PciAddress] = null;
    });

    private void Select(PciAddress pf, int index)
    {
        if (!_selected.TryGetValue(pf, out var indexes)) _selected[pf] = indexes = [];
        indexes?.Add(index);
    }
}
