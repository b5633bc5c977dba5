using Mlx5Sriov.Kernel.Linux.Netlink;

namespace Mlx5Sriov.Kernel.Recorded;

/// <summary>Bytes as a message.</summary>
internal static class MessageBytes
{
    public static NetlinkMessage Message(this byte[] bytes)
    {
        ReadOnlySpan<byte> rest = bytes;
        return NetlinkMessage.Take(ref rest);
    }
}
