using System.Management.Automation;

using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Inventory.Vfs;

namespace Mlx5Sriov.Cmdlets.Inventory;

/// <summary>Get-MlxVf: the virtual functions, with their settings, their places in the system and who uses them.</summary>
[Cmdlet(VerbsCommon.Get, "MlxVf", DefaultParameterSetName = "Pf")]
[OutputType(typeof(VirtualFunction))]
public sealed class GetMlxVfCommand : VfReadCmdlet
{
    private protected override void Write(PfSite pf, VirtualFunctionReader vfs, int index) => Write(vfs.Read(index));
}
