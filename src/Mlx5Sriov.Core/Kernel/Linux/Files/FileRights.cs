using Microsoft.Win32.SafeHandles;

using Mlx5Sriov.Kernel.Linux.Interop;

namespace Mlx5Sriov.Kernel.Linux.Files;

/// <summary>Gives one file what another one has beside its text: the owner, the group, the mode and the extended attributes.</summary>
/// <remarks>
/// An access control list is the attribute system.posix_acl_access, a label is security.selinux or security.SMACK64 (xattr(7)). Only what differs is set: a
/// file system without owners (vfat, on which /boot may be) refuses each change, and needs none.
/// </remarks>
internal static class FileRights
{
    private const int PermissionBits = 0xFFF;

    /// <summary>What is about the bytes of the file, and so would be wrong for other bytes.</summary>
    private static readonly string[] s_aboutBytes = ["security.ima", "security.evm", "security.capability"];

    /// <exception cref="KernelException">The kernel refused.</exception>
    public static void Copy(SafeFileHandle from, SafeFileHandle to, string act)
    {
        var old = Status(from, act);
        var made = Status(to, act);
        var isOwned = (old.stx_uid, old.stx_gid) == (made.stx_uid, made.stx_gid);
        if (!isOwned && !Libc.SetOwner(to, old.stx_uid, old.stx_gid)) throw new KernelException(Libc.LastErrno, act);
        CopyAttributes(from, to, act);

        // The mode comes last, because a new owner and an access control list change it.
        SetMode(to, (UnixFileMode)(old.stx_mode & PermissionBits), act);
    }

    /// <exception cref="KernelException">The kernel refused.</exception>
    public static void SetMode(SafeFileHandle file, UnixFileMode mode, string act)
    {
        if (Mode(Status(file, act)) != mode && !Libc.SetMode(file, (uint)mode)) throw new KernelException(Libc.LastErrno, act);
    }

    /// <summary>The mode of a file, without its kind.</summary>
    public static UnixFileMode Mode(Libc.FileStatus status) => (UnixFileMode)(status.stx_mode & PermissionBits);

    /// <exception cref="KernelException">The kernel refused.</exception>
    public static Libc.FileStatus Status(SafeFileHandle file, string act) => Libc.Status(file) ?? throw new KernelException(Libc.LastErrno, act);

    private static void CopyAttributes(SafeFileHandle from, SafeFileHandle to, string act)
    {
        if (Libc.AttributeNames(from) is not { } names)
        {
            if (Libc.LastErrno is Errno.EOPNOTSUPP or Errno.ENOSYS) return;
            throw new KernelException(Libc.LastErrno, act);
        }

        foreach (var name in names.Except(s_aboutBytes))
        {
            var value = Libc.Attribute(from, name) ?? throw new KernelException(Libc.LastErrno, act, $"the attribute {name} cannot be read");
            if (Libc.Attribute(to, name).AsSpan().SequenceEqual(value)) continue;
            if (!Libc.SetAttribute(to, name, value)) throw new KernelException(Libc.LastErrno, act, $"the attribute {name} cannot be kept");
        }
    }
}
