using System.Runtime.InteropServices;

namespace Mlx5Sriov.Kernel.Linux.Generic;

/// <summary>struct genlmsghdr, and the numbers of include/uapi/linux/genetlink.h that are used here, under their C names.</summary>
/// <param name="cmd">The family's command.</param>
/// <param name="version">The family's version.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct GenericHeader(byte cmd, byte version)
{
    public const ushort GENL_ID_CTRL = 16;
    public const byte CTRL_CMD_GETFAMILY = 3;
    public const byte CTRL_VERSION = 1;
    public const ushort CTRL_ATTR_FAMILY_ID = 1;
    public const ushort CTRL_ATTR_FAMILY_NAME = 2;

    /// <summary>The family's command.</summary>
    public byte Command { get; } = cmd;

    private readonly byte _version = version;
    private readonly ushort _reserved;
}
