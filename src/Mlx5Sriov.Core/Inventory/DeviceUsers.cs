using System.Globalization;

using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Inventory;

/// <summary>
/// The processes that have a vfio device open: by the group file (<c>/dev/vfio/7</c>), or by the device file of newer programs
/// (<c>/dev/vfio/devices/vfio0</c>, Documentation/driver-api/vfio.rst).
/// </summary>
internal sealed class VfioUsers
{
    private readonly ISysfs _sysfs;
    private readonly Dictionary<string, int> _pidByFile = [];

    private VfioUsers(ISysfs sysfs) => _sysfs = sysfs;

    /// <summary>Whether every process could be looked at; another user's can only be by root.</summary>
    public bool IsComplete { get; private set; } = true;

    public static VfioUsers Find(ISysfs sysfs)
    {
        var users = new VfioUsers(sysfs);
        foreach (var pid in ProcessIds(sysfs)) users.Look(pid);
        return users;
    }

    /// <summary>The process that holds a VF; null for none.</summary>
    public VfHolder? Of(VirtualFunction vf)
    {
        foreach (var file in FilesOf(vf))
        {
            if (_pidByFile.TryGetValue(file, out var pid)) return ProcessName.Describe(_sysfs, pid);
        }

        return null;
    }

    /// <summary>The processes there are now.</summary>
    public static IEnumerable<int> ProcessIds(ISysfs sysfs)
    {
        foreach (var name in sysfs.List("/proc"))
        {
            if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var pid)) yield return pid;
        }
    }

    private IEnumerable<string> FilesOf(VirtualFunction vf)
    {
        if (vf.IommuGroup is { } group) yield return $"/dev/vfio/{group}";
        foreach (var device in _sysfs.List($"{SysfsPath.Pci(vf.PciAddress!.Value)}/vfio-dev")) yield return $"/dev/vfio/devices/{device}";
    }

    private void Look(int pid)
    {
        var directory = $"/proc/{pid}/fd";
        try
        {
            foreach (var descriptor in _sysfs.List(directory))
            {
                if (_sysfs.ReadLink($"{directory}/{descriptor}") is { } target && target.StartsWith("/dev/vfio/", StringComparison.Ordinal))
                    _pidByFile.TryAdd(target, pid);
            }
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
}
