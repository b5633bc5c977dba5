using System.Globalization;

using Mlx5Sriov.Kernel.Files;

namespace Mlx5Sriov.Inventory.Holders;

/// <summary>The processes that have one of a VF's device nodes open.</summary>
internal sealed class DeviceUsers
{
    private const string Vfio = "/dev/vfio/";

    // VFIO_GROUP_GET_DEVICE_FD gives it (vfio_device_open_file in drivers/vfio/group.c).
    private const string VfioDevice = "anon_inode:[vfio-device]";

    private static readonly string[] s_nodes = [Vfio, "/dev/vhost-vdpa-", "/dev/infiniband/uverbs"];

    private readonly IKernelFiles _sysfs;
    private readonly Dictionary<string, int> _pidByFile = [];

    private DeviceUsers(IKernelFiles sysfs) => _sysfs = sysfs;

    /// <summary>Whether every process could be looked at; another user's can only be by root.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Whether a process has a vfio device open without its group, which it was handed or has closed: which VF that is shows nowhere.</summary>
    public bool HasNamelessVfioDevice { get; private set; }

    public static DeviceUsers Find(IKernelFiles sysfs)
    {
        var users = new DeviceUsers(sysfs);
        foreach (var pid in ProcessIds(sysfs)) users.Look(pid);
        return users;
    }

    /// <summary>The process that has a node open; null for none.</summary>
    public VfHolder? Of(DeviceNode node) => _pidByFile.TryGetValue(node.Path, out var pid) ? ProcessName.Describe(_sysfs, pid, node.Access) : null;

    /// <summary>The processes there are now.</summary>
    public static IEnumerable<int> ProcessIds(IKernelFiles sysfs)
    {
        foreach (var name in sysfs.List("/proc"))
        {
            if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var pid)) yield return pid;
        }
    }

    private void Look(int pid)
    {
        var directory = $"/proc/{pid}/fd";
        try
        {
            var (devices, nodes) = (0, 0);
            foreach (var descriptor in _sysfs.List(directory))
            {
                if (_sysfs.ReadLink($"{directory}/{descriptor}") is not { } target) continue;
                if (target == VfioDevice) devices++;
                if (!s_nodes.Any(node => target.StartsWith(node, StringComparison.Ordinal))) continue;
                _pidByFile.TryAdd(target, pid);
                if (IsVfioGroup(target)) nodes++;
            }

            HasNamelessVfioDevice |= devices > 0 && nodes == 0;
        }
        catch (KernelException refusal) when (refusal.IsPermission)
        {
            IsComplete = false;
        }
        catch (KernelException gone) when (gone.Errno == Errno.ESRCH)
        {
            // The process ended while it was looked at: it holds nothing any more.
        }
    }

    // A group may have several devices, so only a process with none of them tells that one is missing.
    private static bool IsVfioGroup(string target) =>
        target.StartsWith(Vfio, StringComparison.Ordinal) && int.TryParse(target.AsSpan(Vfio.Length), NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
