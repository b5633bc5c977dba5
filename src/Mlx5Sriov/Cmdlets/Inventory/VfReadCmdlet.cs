using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Inventory.Vfs;

namespace Mlx5Sriov.Cmdlets.Inventory;

/// <summary>What all cmdlets that read VFs share: which VFs are meant.</summary>
public abstract class VfReadCmdlet : VfQueryCmdlet
{
    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case "Name":
                foreach (var name in Name) WriteNamed(name);
                break;
            case "PfObject":
                foreach (var pf in OfThisHost(PfObject)) WriteVfs(pf.PciAddress.ToString());
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
