using Mlx5Sriov.Inventory;
using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Planning.Vfs;

namespace Mlx5Sriov.Selection;

/// <summary>
/// The trunks of the physical functions that a cmdlet meets. That one offers none is its own error, told once however many of its VFs are asked for.
/// </summary>
/// <param name="snapshot">The host.</param>
/// <param name="act">What is to be done with them: <c>read</c> or <c>set</c>.</param>
/// <param name="attempt">Does one target's work and reports its refusal.</param>
internal sealed class TrunkAccess(HostSnapshot snapshot, string act, Action<object?, Action> attempt)
{
    private readonly Dictionary<PciAddress, VfTrunks?> _trunks = [];

    /// <summary>The trunks of a physical function's VFs; null where it offers none.</summary>
    public VfTrunks? Of(PfSite pf)
    {
        if (_trunks.TryGetValue(pf.PciAddress, out var known)) return known;
        _trunks[pf.PciAddress] = null;
        attempt(pf.Name, () => _trunks[pf.PciAddress] = VfTrunks.Open(snapshot, pf, act));
        return _trunks[pf.PciAddress];
    }
}
