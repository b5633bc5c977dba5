using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Simulation.Machine;

namespace Mlx5Sriov.Simulation;

/// <content>Ordinary files that a scene puts on the host. None of it is recorded as a write.</content>
public sealed partial class SimulatedHost
{
    private const UnixFileMode ReadableByAll =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Puts a file of text on the host, in place of what has its name; folders on the way are made.</summary>
    /// <param name="path">The file's absolute path: <c>/etc/default/grub</c>, <c>/etc/kernel/cmdline</c>.</param>
    /// <param name="text">The text.</param>
    /// <param name="mode">What the owner, the group and others may do with it.</param>
    /// <param name="userId">Who owns it.</param>
    /// <param name="groupId">Which group owns it.</param>
    /// <exception cref="ArgumentException">The path is not absolute.</exception>
    /// <remarks>A host has no such file of itself, only the folders that every distribution has: <c>/etc/default</c>, <c>/boot</c> and their like.</remarks>
    public void AddTextFile(string path, string text, UnixFileMode mode = ReadableByAll, uint userId = 0, uint groupId = 0) =>
        AddFile(path, TextFile.Encoding.GetBytes(text), mode, userId, groupId);

    /// <summary>Puts a file on the host that may hold any bytes, in place of what has its name; folders on the way are made.</summary>
    /// <param name="path">The file's absolute path.</param>
    /// <param name="bytes">What it holds.</param>
    /// <param name="mode">What the owner, the group and others may do with it.</param>
    /// <param name="userId">Who owns it.</param>
    /// <param name="groupId">Which group owns it.</param>
    /// <exception cref="ArgumentException">The path is not absolute.</exception>
    public void AddFile(string path, ReadOnlySpan<byte> bytes, UnixFileMode mode = ReadableByAll, uint userId = 0, uint groupId = 0)
    {
        CheckPath(path);
        var file = new SimulatedFile(bytes.ToArray(), mode, userId, groupId);
        _gate.Locked(() => _machine.Files.Put(path, file));
    }

    /// <summary>Makes a folder, and those on the way to it.</summary>
    /// <param name="path">The folder's absolute path.</param>
    /// <exception cref="ArgumentException">The path is not absolute.</exception>
    /// <remarks>Equivalent to: <c>mkdir -p PATH</c>.</remarks>
    public void AddFolder(string path)
    {
        CheckPath(path);
        _gate.Locked(() => _machine.Files.AddFolder(path));
    }

    /// <summary>Makes a symbolic link to a file, in place of what has its name; folders on the way are made.</summary>
    /// <param name="path">The link's absolute path: <c>/boot/grub2/grubenv</c>.</param>
    /// <param name="target">What it leads to; relative to the link's folder, or absolute. It need not be there.</param>
    /// <exception cref="ArgumentException">The path is not absolute, or the target is empty.</exception>
    /// <remarks>Equivalent to: <c>ln -sfn TARGET PATH</c>.</remarks>
    public void AddLink(string path, string target)
    {
        CheckPath(path);
        ArgumentException.ThrowIfNullOrEmpty(target);
        _gate.Locked(() => _machine.Files.PutLink(path, target));
    }

    private static void CheckPath(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!path.StartsWith('/') || path.EndsWith('/') || path.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException($"'{path}' is not an absolute path.", nameof(path));
    }
}
