using Mlx5Sriov.Cmdlets.Vfs;
using Mlx5Sriov.Inventory;
using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Selection;

namespace Mlx5Sriov.Cmdlets.Trunks;

/// <summary>What the cmdlets that change trunks share: where there are any, and trunks for -PassThru.</summary>
public abstract class TrunkChangeCmdlet : VfChangeCmdlet
{
    private TrunkAccess? _trunks;

    private protected sealed override bool CanSet(PfSite pf) => (_trunks ??= new TrunkAccess(Snapshot, "set", Attempt)).Of(pf) is not null;

    private protected sealed override void WriteAfter(HostSnapshot after, PfSite pf, IEnumerable<int> indexes)
    {
        var trunks = VfTrunks.Open(after, pf, "read");
        foreach (var index in indexes) Output.Write(trunks.Read(index));
    }
}
