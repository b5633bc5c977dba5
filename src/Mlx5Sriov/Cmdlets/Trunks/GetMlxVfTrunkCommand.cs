using System.Management.Automation;

using Mlx5Sriov.Cmdlets.Inventory;
using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Inventory.Vfs;
using Mlx5Sriov.Selection;

namespace Mlx5Sriov.Cmdlets.Trunks;

/// <summary>Get-MlxVfTrunk: the VLANs that the VGT+ trunks of VFs let through.</summary>
[Cmdlet(VerbsCommon.Get, "MlxVfTrunk", DefaultParameterSetName = "Pf")]
[OutputType(typeof(VfTrunk))]
public sealed class GetMlxVfTrunkCommand : VfReadCmdlet
{
    private TrunkAccess? _trunks;

    private protected override void Write(PfSite pf, VirtualFunctionReader vfs, int index)
    {
        _trunks ??= new TrunkAccess(Snapshot, "read", Attempt);
        if (_trunks.Of(pf) is { } trunks) Output.Write(trunks.Read(index));
    }
}
