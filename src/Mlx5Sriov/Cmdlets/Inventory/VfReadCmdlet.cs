using System.Management.Automation;

using Mlx5Sriov.Binding;
using Mlx5Sriov.Completion;
using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Inventory.Vfs;

namespace Mlx5Sriov.Cmdlets.Inventory;

/// <summary>What all cmdlets that read VFs share: which VFs are meant.</summary>
public abstract class VfReadCmdlet : VfQueryCmdlet
{
    /// <summary>The VFs' indexes: numbers and ranges, such as 3 or 0-7 or 0,3,5-7. All where none is given.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = "Pf")]
    [Parameter(ParameterSetName = "InputObject")]
    [ArgumentCompleter(typeof(VfIndexCompleter))]
    [Alias("FunctionID", "VfIndex")]
    [ListArgument(typeof(VfIndexSet))]
    [ValidateNotNull]
    public VfIndexSet? Index { get; set; }

    /// <summary>Physical functions, whose VFs are wanted.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    [WholeObject(typeof(PhysicalFunction))]
    [ValidateNotNull]
    public PhysicalFunction[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case "Name":
                foreach (var name in Name) WriteNamed(name);
                break;
            case "InputObject":
                foreach (var pf in OfThisHost(InputObject)) WriteVfs(pf.PciAddress.ToString());
                break;
            default:
                foreach (var pf in Ports(nameof(Pf), Pf)) WriteVfs(pf);
                break;
        }
    }

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Output.End();

    /// <summary>Writes what is wanted of a VF.</summary>
    private protected abstract void Write(PfSite pf, VirtualFunctionReader vfs, int index);

    private void WriteNamed(string name) => Attempt(name, () =>
    {
        foreach (var vf in Vfs.Named(name)) Attempt($"{vf}", () => Write(vf.Pf, vf.Reader, vf.Index));
    });

    private void WriteVfs(string pf) => Attempt(pf, () => Vfs.Visit(pf, Index, Write));
}
