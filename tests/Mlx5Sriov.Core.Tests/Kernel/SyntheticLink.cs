using System.Buffers.Binary;

using Mlx5Sriov.Kernel.Linux.Route;
using Mlx5Sriov.Kernel.Recorded;

namespace Mlx5Sriov.Kernel;

/// <summary>
/// RTM_NEWLINK messages with any number of VFs, made from the recorded answer with 127 as the kernel makes them: each entry a copy of a recorded one
/// under its own index, the list's length written into 16 bits.
/// </summary>
internal static class SyntheticLink
{
    private const int Attributes = 32;

    private static readonly byte[] s_recorded = Recording.Bytes("netdevsim-patched/getlink-127.bin");

    public static byte[] Build(int count, bool withCounters) => Build(Enumerable.Range(0, count).ToArray(), count, withCounters);

    public static byte[] Build(int[] vfs, int number, bool withCounters) => Build(number, [.. vfs.SelectMany(v => Entry(v, withCounters, 0))]);

    /// <summary>A list of a given length, filled up with an attribute in each entry that no kernel knows.</summary>
    public static byte[] BuildPadded(int count, int length)
    {
        var entry = Entry(0, withCounters: false, 0).Length;
        var padding = (length - 4 - (count * entry)) / count / 4 * 4;
        var last = length - 4 - (count * entry) - (padding * (count - 1));
        return Build(count, [.. Enumerable.Range(0, count).SelectMany(v => Entry(v, withCounters: false, v == count - 1 ? last : padding))]);
    }

    /// <summary>Where the list's header is.</summary>
    public static int ListAt(byte[] message) => Find(message, RouteHeader.IFLA_VFINFO_LIST);

    /// <summary>The length that the list's header tells.</summary>
    public static int ToldLength(byte[] message) => BinaryPrimitives.ReadUInt16LittleEndian(message.AsSpan(ListAt(message)));

    public static int EntryAt(byte[] message, int index)
    {
        var first = ListAt(message) + 4;
        return first + (index * BinaryPrimitives.ReadUInt16LittleEndian(message.AsSpan(first)));
    }

    public static void SetNumber(byte[] message, int number) =>
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(Find(message, RouteHeader.IFLA_NUM_VF) + 4), number);

    private static byte[] Build(int number, byte[] entries)
    {
        var list = ListAt(s_recorded);
        var length = BinaryPrimitives.ReadUInt16LittleEndian(s_recorded.AsSpan(list));
        byte[] header = new byte[4];
        BinaryPrimitives.WriteUInt16LittleEndian(header, (ushort)(entries.Length + 4));
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(2), RouteHeader.IFLA_VFINFO_LIST);
        byte[] message = [.. s_recorded.AsSpan(0, list), .. header, .. entries, .. s_recorded.AsSpan(list + length)];
        BinaryPrimitives.WriteInt32LittleEndian(message, message.Length);
        SetNumber(message, number);
        return message;
    }

    /// <summary>Rewrites a recorded entry attribute by attribute: VF index, node GUID and counter tell the VF.</summary>
    private static byte[] Entry(int vf, bool withCounters, int padding)
    {
        var source = s_recorded.AsSpan(EntryAt(s_recorded, 0));
        var info = source[4..BinaryPrimitives.ReadUInt16LittleEndian(source)];
        var attributes = new List<byte>();
        for (var at = 0; at < info.Length;)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(info[at..]);
            var type = BinaryPrimitives.ReadUInt16LittleEndian(info[(at + 2)..]);
            var attribute = info.Slice(at, (length + 3) & ~3).ToArray();
            if (type is not (RouteHeader.IFLA_VF_STATS or RouteHeader.IFLA_VF_VLAN_LIST or Broadcast))
                BinaryPrimitives.WriteInt32LittleEndian(attribute.AsSpan(4), vf);
            if (type == RouteHeader.IFLA_VF_IB_NODE_GUID) BinaryPrimitives.WriteUInt64LittleEndian(attribute.AsSpan(12), (ulong)vf);
            if (type == RouteHeader.IFLA_VF_STATS)
            {
                var counter = Find(attribute, RouteHeader.IFLA_VF_STATS_RX_BYTES, from: 4);
                BinaryPrimitives.WriteUInt64LittleEndian(attribute.AsSpan(counter + 4), 100_000UL + (ulong)vf);
            }

            if (withCounters || type != RouteHeader.IFLA_VF_STATS) attributes.AddRange(attribute);
            at += (length + 3) & ~3;
        }

        var entry = new byte[4 + attributes.Count + padding];
        attributes.CopyTo(entry, 4);
        BinaryPrimitives.WriteUInt16LittleEndian(entry, (ushort)entry.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(entry.AsSpan(2), RouteHeader.IFLA_VF_INFO);
        if (padding > 0)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(entry.AsSpan(4 + attributes.Count), (ushort)padding);
            BinaryPrimitives.WriteUInt16LittleEndian(entry.AsSpan(6 + attributes.Count), 0x3FFF);
        }

        return entry;
    }

    private const ushort Broadcast = 13;

    private static int Find(byte[] message, ushort type, int from = Attributes)
    {
        for (var at = from; at < message.Length;)
        {
            if (BinaryPrimitives.ReadUInt16LittleEndian(message.AsSpan(at + 2)) == type) return at;
            at += (BinaryPrimitives.ReadUInt16LittleEndian(message.AsSpan(at)) + 3) & ~3;
        }

        throw new InvalidOperationException($"The message has no attribute {type}.");
    }
}
