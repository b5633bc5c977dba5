using Mlx5Sriov.Inventory;
using Mlx5Sriov.Inventory.Ports;

namespace Mlx5Sriov.Planning.Vfs;

/// <summary>No two VFs of a host may have the same MAC address or GUID: the e-switch would deliver one's traffic to the other.</summary>
internal static class UniqueAddresses
{
    /// <summary>The VFs whose wished address another VF has, or is wished to have, each with its refusal.</summary>
    /// <param name="snapshot">The host.</param>
    /// <param name="pf">The physical function.</param>
    /// <param name="wishes">What is wished for its VFs, by index.</param>
    /// <param name="elsewhere">What is wished at the same time for VFs of other physical functions.</param>
    public static IEnumerable<(int Vf, RefusedSettingException Refusal)> Taken(
        HostSnapshot snapshot, PfSite pf, IReadOnlyDictionary<int, VfWish> wishes, IReadOnlyDictionary<ChangeTarget, VfWish> elsewhere) =>
    [
        .. Taken(snapshot, pf, wishes, elsewhere, RefusalReason.DuplicateMac, "the MAC address", w => w.MacAddress, v => v.MacAddress, m => m.IsZero),
        .. Taken(snapshot, pf, wishes, elsewhere, RefusalReason.DuplicateGuid, "the node GUID", w => w.NodeGuid, v => v.NodeGuid, g => g.IsZero),
        .. Taken(snapshot, pf, wishes, elsewhere, RefusalReason.DuplicateGuid, "the port GUID", w => w.PortGuid, v => v.PortGuid, g => g.IsZero),
    ];

    private static IEnumerable<(int Vf, RefusedSettingException Refusal)> Taken<T>(
        HostSnapshot snapshot, PfSite pf, IReadOnlyDictionary<int, VfWish> wishes, IReadOnlyDictionary<ChangeTarget, VfWish> elsewhere,
        RefusalReason reason, string what, Func<VfWish, T?> wished, Func<VirtualFunction, T?> current, Func<T, bool> isZero)
        where T : struct
    {
        var asked = wishes.Where(w => !w.Value.Reset && wished(w.Value) is { } value && !isZero(value)).ToLookup(w => wished(w.Value)!.Value, w => w.Key);
        if (asked.Count == 0) yield break;

        // Which of two was meant to have the address nobody can tell, so neither gets it.
        foreach (var alike in asked.Where(vfs => vfs.Count() > 1))
        {
            var message = $"{what} {alike.Key} is wished for several VFs: {new VfIndexSet(alike)}.";
            foreach (var vf in alike) yield return (vf, Refuse(vf, message, "Give each its own.", isOfPort: true));
        }

        foreach (var (other, wish) in elsewhere)
        {
            if (wished(wish) is not { } value) continue;
            foreach (var vf in asked[value]) yield return (vf, Refuse(vf, $"{what} {value} is wished for {other} too.", "Give each its own."));
        }

        foreach (var site in snapshot.Sites.Where(s => s.IsDriven))
        {
            var vfs = snapshot.OpenVfs(site);
            for (var index = 0; index < vfs.Count; index++)
            {
                // A VF that gets another address in the same plan gives its own up.
                if (site.PciAddress == pf.PciAddress && wishes.TryGetValue(index, out var own) && (own.Reset || wished(own) is not null)) continue;
                if (current(vfs.ReadSettings(index)) is not { } taken) continue;
                var owner = ChangeTarget.OfVf(site.Name, index);
                foreach (var vf in asked[taken])
                    yield return (vf, Refuse(vf, $"{what} {taken} is taken by {owner}.", $"Give it another, or take it from {owner} first."));
            }
        }

        RefusedSettingException Refuse(int vf, string message, string nextStep, bool isOfPort = false) =>
            new(reason, ChangeTarget.OfVf(pf.Name, vf), message, nextStep) { IsOfPort = isOfPort };
    }
}
