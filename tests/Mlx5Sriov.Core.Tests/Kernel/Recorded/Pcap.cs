using System.Buffers.Binary;

namespace Mlx5Sriov.Kernel.Recorded;

/// <summary>Reads a capture of LINKTYPE_NETLINK: each frame a 16-byte cooked header, the protocol in its last two bytes, then netlink messages.</summary>
internal static class Pcap
{
    private const uint Magic = 0xA1B2C3D4;
    private const uint LinkTypeNetlink = 253;
    private const int CookedHeader = 16;

    public static IEnumerable<(int Protocol, byte[] Datagram)> Read(byte[] file)
    {
        Assert.Equal(Magic, BinaryPrimitives.ReadUInt32LittleEndian(file));
        Assert.Equal(LinkTypeNetlink, BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(20)));
        var at = 24;
        while (at < file.Length)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 8));
            var original = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 12));
            Assert.Equal(original, length);
            var frame = file[(at + 16)..(at + 16 + length)];
            yield return (BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(14)), frame[CookedHeader..]);
            at += 16 + length;
        }
    }
}
