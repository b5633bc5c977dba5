using Mlx5Sriov.Inventory;

namespace Mlx5Sriov.Changes;

/// <summary>No two VFs of a host shall have the same MAC address or GUID: the e-switch would deliver one's traffic to the other.</summary>
internal static class UniqueAddresses
{
    /// <exception cref="RefusedSettingException">A wished address is another VF's, or wished twice.</exception>
    public static void Check(HostSnapshot snapshot, PfSite pf, IReadOnlyDictionary<int, VfWish> wishes)
    {
        Check(snapshot, pf, wishes, RefusalReason.DuplicateMac, "the MAC address", w => w.MacAddress, v => v.MacAddress, m => m.IsZero);
        Check(snapshot, pf, wishes, RefusalReason.DuplicateGuid, "the node GUID", w => w.NodeGuid, v => v.NodeGuid, g => g.IsZero);
        Check(snapshot, pf, wishes, RefusalReason.DuplicateGuid, "the port GUID", w => w.PortGuid, v => v.PortGuid, g => g.IsZero);
    }

    private static void Check<T>(
        HostSnapshot snapshot, PfSite pf, IReadOnlyDictionary<int, VfWish> wishes, RefusalReason reason, string what,
        Func<VfWish, T?> wished, Func<VirtualFunction, T?> current, Func<T, bool> isZero)
        where T : struct
    {
        var owners = new Dictionary<T, ChangeTarget>();
        var asked = wishes.Where(w => wished(w.Value) is { } value && !isZero(value)).OrderBy(w => w.Key).ToArray();
        if (asked.Length == 0) return;

        foreach (var (index, wish) in asked)
        {
            var target = ChangeTarget.OfVf(pf.Name, index);
            if (!owners.TryAdd(wished(wish)!.Value, target)) throw Refuse(target, wished(wish)!.Value, owners[wished(wish)!.Value]);
        }

        foreach (var site in snapshot.Sites.Where(s => s.IsDriven))
        {
            var vfs = snapshot.OpenVfs(site);
            for (var index = 0; index < vfs.Count; index++)
            {
                // A VF that gets another address in the same plan gives its own up.
                if (site.PciAddress == pf.PciAddress && wishes.TryGetValue(index, out var own) && wished(own) is not null) continue;
                if (current(vfs.ReadSettings(index)) is { } taken && owners.TryGetValue(taken, out var target))
                    throw Refuse(target, taken, ChangeTarget.OfVf(site.Name, index));
            }
        }

        RefusedSettingException Refuse(ChangeTarget target, T value, ChangeTarget owner) =>
            new(reason, target, $"{what} {value} is taken by {owner}.", $"Give it another, or take it from {owner} first.");
    }
}
