using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Kernel.Linux.Netlink;

using static Mlx5Sriov.Kernel.Linux.Route.RouteHeader;

namespace Mlx5Sriov.Kernel.Linux.Route;

/// <summary>
/// IFLA_VFINFO_LIST. Its length is a u16 that wraps silently: at about 195 VFs with statistics or 278 without, the list outgrows 64 KiB while the
/// message, whose length is a u32, still holds it whole. So the entries are walked by their number (IFLA_NUM_VF, which precedes the list), and the walk
/// must end where the told length, or that and a multiple of 64 KiB, ends.
/// </summary>
internal static class VfList
{
    /// <summary>sriov_numvfs is a u16 (drivers/pci/iov.c).</summary>
    private const int MaxVfs = ushort.MaxValue;

    /// <summary>Reads the list that comes next and goes past it.</summary>
    /// <param name="attributes">The link's attributes, the list next.</param>
    /// <param name="link">The link as the attributes before the list told it: how many VFs there are, and whether they have MAC addresses.</param>
    /// <returns>
    /// The VFs in index order, none missing: the kernel passes over a VF whose settings the driver cannot tell just then (as mlx5 does while it is
    /// detached, en_main.c, mlx5e_get_vf_config); such a one is listed with its index alone.
    /// </returns>
    /// <exception cref="VfListIncompleteException">The entries end before the list does.</exception>
    /// <exception cref="MalformedMessageException">As many entries as there are VFs do not end where the list does.</exception>
    public static List<VfLink> Read(ref AttributeReader attributes, NetworkLink link)
    {
        var (vfCount, hasMac) = (link.VfCount, link.LinkLayer == LinkLayer.Ethernet);
        var told = attributes.NextLength;
        var entries = new AttributeReader(attributes.Rest[NetlinkHeader.NLA_HDRLEN..]);
        var vfs = new List<VfLink>(vfCount ?? 0);
        while (entries.NextType == IFLA_VF_INFO && vfs.Count < (vfCount ?? MaxVfs) && IsWithin(entries))
        {
            entries.MoveNext();
            vfs.Add(VfInfo.Read(entries.Nested(), hasMac));
        }

        var length = attributes.Rest.Length - entries.Rest.Length;
        if (length < told || (length - told) % (ushort.MaxValue + 1) != 0)
        {
            throw vfs.Count < vfCount
                ? new VfListIncompleteException(link.Name, vfs.Count, vfCount)
                : new MalformedMessageException($"the list of the {vfs.Count} VFs of {link.Name} does not end where its length tells");
        }

        attributes.Skip(length);
        AddThoseLeftOut(vfs, vfCount ?? 0);
        vfs.Sort(static (a, b) => a.Index.CompareTo(b.Index));
        return vfs;
    }

    /// <summary>Checks a number of VFs.</summary>
    public static int Count(AttributeReader attribute) => attribute.Value<uint>() is var count && count <= MaxVfs
        ? (int)count
        : throw new MalformedMessageException($"it tells {count} VFs");

    private static bool IsWithin(AttributeReader entries) =>
        entries.NextLength >= NetlinkHeader.NLA_HDRLEN && entries.NextLength <= entries.Rest.Length;

    // A kernel may list fewer VFs than it says there are.
    private static void AddThoseLeftOut(List<VfLink> vfs, int count)
    {
        if (vfs.Count >= count) return;
        var told = vfs.Select(v => v.Index).ToHashSet();
        vfs.AddRange(Enumerable.Range(0, count).Where(i => !told.Contains(i)).Select(i => new VfLink { Index = i }));
    }
}
