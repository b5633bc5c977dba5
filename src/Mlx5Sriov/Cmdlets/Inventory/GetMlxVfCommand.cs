using System.Management.Automation;

using Mlx5Sriov.Binding;
using Mlx5Sriov.Completion;
using Mlx5Sriov.Inventory;

namespace Mlx5Sriov.Cmdlets;

/// <summary>Get-MlxVf: the virtual functions, with their settings, their places in the system and who uses them.</summary>
[Cmdlet(VerbsCommon.Get, "MlxVf", DefaultParameterSetName = "Pf")]
[OutputType(typeof(VirtualFunction))]
public sealed class GetMlxVfCommand : MlxCmdlet
{
    /// <summary>The physical function: net device, alternative name, PCI address or RDMA device; wildcards are allowed. All where none is given.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "Pf")]
    [ArgumentCompleter(typeof(PfNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Pf { get; set; } = ["*"];

    /// <summary>The VFs' indexes: numbers and ranges, such as 3 or 0-7 or 0,3,5-7. All where none is given.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = "Pf")]
    [Parameter(ParameterSetName = "InputObject")]
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

    /// <summary>Physical functions, whose VFs are wanted.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    [ValidateNotNull]
    public PhysicalFunction[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case "Name":
                foreach (var name in Name) WriteNamed(name);
                break;
            case "InputObject":
                foreach (var pf in InputObject) WriteVfs(pf.PciAddress.ToString());
                break;
            default:
                foreach (var pf in Pf) WriteVfs(pf);
                break;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Output.End();

    private void Write(VirtualFunction vf) => Output.Write(vf, vf.LinkLayer == LinkLayer.InfiniBand ? "InfiniBand" : null);

    private void WriteNamed(string name) => Attempt(name, () =>
    {
        foreach (var vf in Vfs.Named(name)) Attempt($"{vf}", () => Write(vf.Reader.Read(vf.Index)));
    });

    private void WriteVfs(string pf) => Attempt(pf, () =>
    {
        var sites = Vfs.Sites(pf);
        var missing = new List<VfIndexException>();
        var found = false;
        foreach (var site in sites)
        {
            Attempt(site.Name, () =>
            {
                var vfs = Snapshot.OpenVfs(site);
                var (present, absent) = VfSelection.Split(site, Index, vfs.Count);
                if (absent is not null) missing.Add(absent);
                found |= present.Count > 0;
                foreach (var index in present) Attempt($"{site.Name} vf {index}", () => Write(vfs.Read(index)));
            });
        }

        // An index that only some of several physical functions have is a selection; one that none of them has is a mistake.
        if (missing.Count > 0 && (!found || sites.Count == 1)) throw missing[0];
    });
}
