using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Kernel.Links;

namespace Mlx5Sriov.Inventory.Holders;

/// <summary>The network namespaces other than the caller's, and the PCI functions whose net devices they hold.</summary>
internal sealed class NamespaceUsers
{
    private readonly Dictionary<string, VfHolder> _byDevice = [];

    /// <summary>Whether every namespace could be looked into, which takes root, and told the device behind each link, which takes Linux 5.14.</summary>
    public bool IsComplete { get; private set; } = true;

    public static NamespaceUsers Find(SriovHost host)
    {
        var users = new NamespaceUsers();
        foreach (var name in host.KernelFiles.List("/run/netns"))
            users.Look(host.IpLink, $"/run/netns/{name}", Holder(name));
        foreach (var (path, pid) in users.Unnamed(host.KernelFiles))
        {
            var name = ProcessName.Describe(host.KernelFiles, pid, VfAccess.NetDevice).Name;
            users.Look(host.IpLink, path, Holder(name) with { ProcessId = pid });
        }

        return users;
    }

    /// <summary>The namespace that holds a function's net device; null for none.</summary>
    public VfHolder? Of(PciAddress function) => _byDevice.GetValueOrDefault(function.ToString());

    // Each namespace shows as /proc/PID/ns/net -> net:[inode] in every process that lives in it; one process stands for all.
    private IEnumerable<(string Path, int Pid)> Unnamed(IKernelFiles sysfs)
    {
        var seen = new HashSet<string>();
        if (sysfs.ReadLink("/proc/self/ns/net") is { } own) seen.Add(own);
        foreach (var pid in DeviceUsers.ProcessIds(sysfs))
        {
            var path = $"/proc/{pid}/ns/net";
            string? identity = null;
            try
            {
                identity = sysfs.ReadLink(path);
            }
            catch (KernelException refusal) when (refusal.IsPermission)
            {
                IsComplete = false;
            }

            if (identity is not null && seen.Add(identity)) yield return (path, pid);
        }
    }

    private static VfHolder Holder(string name) => new() { Kind = VfHolderKind.NetworkNamespace, Access = VfAccess.NetDevice, Name = name };

    private void Look(IIpLink ipLink, string path, VfHolder holder)
    {
        try
        {
            foreach (var link in ipLink.List(path) ?? [])
            {
                if (link.ParentDevice is { } device) _byDevice.TryAdd(device, holder);
            }
        }
        catch (KernelException refusal) when (refusal.IsPermission)
        {
            IsComplete = false;
        }
    }
}
