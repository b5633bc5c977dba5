using Mlx5Sriov.Inventory;
using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Sysfs;

namespace Mlx5Sriov.Readiness;

/// <summary>Reads what a host's readiness depends on. What may not be read, or is not there, is null: it hides nothing else.</summary>
internal sealed class HostFactsReader(SriovHost host, HostSnapshot snapshot, CancellationToken cancellation)
{
    private const int Told = 2;

    private readonly IKernelFiles _files = host.KernelFiles;

    public HostFacts Read()
    {
        var release = Value("/proc/sys/kernel/osrelease");
        var processor = Value("/proc/cpuinfo")?.Split('\n');
        var flags = Line(processor, "flags")?.Split(' ');
        var tools = new ToolVersions(host.Tools, cancellation);
        return new HostFacts
        {
            KernelRelease = release,
            DriverRelease = Value($"/sys/module/{PfDiscovery.Driver}/version") ?? release,
            CommandLine = Value("/proc/cmdline")?.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Lockdown = KernelLockdown.Read(_files),
            CpuVendor = Line(processor, "vendor_id"),
            HasVirtualization = flags is null ? null : flags.Contains("vmx") || flags.Contains("svm"),
            IsGuest = flags?.Contains("hypervisor"),
            HasKvm = Known<bool?>(() => _files.Exists("/sys/class/misc/kvm")),
            Iommus = Known(() => _files.List("/sys/class/iommu"))?.Order(StringComparer.Ordinal).ToArray(),
            Modules = new KernelModuleList(host, release).Presence("vfio_pci", "iommufd", "mlx5_vfio_pci"),
            Libvirt = tools.Libvirt(),
            Qemu = tools.Qemu(),
            OpenSmProcesses = OpenSm(),
            Ports = [.. snapshot.Sites.Select(Port)],
        };
    }

    private PortFacts Port(PfSite site)
    {
        var path = SysfsPath.Pci(site.PciAddress);
        var shared = new List<string>();
        var vfs = Known<int?>(() => VfCountFile.Read(_files, site.PciAddress).Count) ?? 0;
        var grouped = Enumerable.Range(0, vfs).Count(vf => Groups(site, vf, shared));
        var rdma = Known(() => site.RdmaDevice);
        return new PortFacts
        {
            Name = site.Name,
            PciAddress = site.PciAddress,
            Driver = site.Driver,
            Dialect = Known(() => site.Dialect),
            LinkLayer = Known(() => site.LinkLayer),
            TotalVfs = Known(() => site.TotalVfs),
            HasVfMemory = HasVfMemory(Value($"{path}/resource")),
            HasAri = Value($"{path}/ari_enabled") switch { "1" => true, "0" => false, _ => null },
            Bond = site.NetDevice is { } device ? BondOf(device) : null,
            PortState = rdma is null ? null : Word(Value($"{SysfsPath.RdmaDevice(rdma)}/ports/1/state")),
            SubnetManagerLid = rdma is null ? null : Lid(Value($"{SysfsPath.RdmaDevice(rdma)}/ports/1/sm_lid")),
            NumVfs = vfs,
            GroupedVfs = grouped,
            SharedGroups = shared,
        };
    }

    // Bridges may be in a VF's group: the kernel does not count them (vfio_dev_viable in drivers/vfio/group.c, pcieport).
    private bool Groups(PfSite site, int vf, List<string> shared)
    {
        if (Known(() => snapshot.AddressOf(site.PciAddress, vf)) is not { } address) return false;
        if (Known(() => _files.LinkedName($"{SysfsPath.Pci(address)}/iommu_group")) is not { } group) return false;
        string[] others = [.. (Known(() => _files.List($"/sys/kernel/iommu_groups/{group}/devices")) ?? [])
            .Where(name => name != $"{address}" && !IsBridge(name)).Order(StringComparer.Ordinal)];
        if (others.Length > 0)
            shared.Add($"{site.Name} vf {vf} with {string.Join(", ", others.Take(Told))}{(others.Length > Told ? $" and {others.Length - Told} others" : "")}");
        return true;
    }

    private bool IsBridge(string function) =>
        Value($"{SysfsPath.PciDevices}/{function}/class")?.StartsWith("0x0604", StringComparison.Ordinal) == true;

    private string? BondOf(string device) =>
        Known(() => _files.LinkedName($"{SysfsPath.NetDevice(device)}/master")) is { } master && snapshot.BondOf(master).Count > 0 ? master : null;

    private List<int> OpenSm()
    {
        var found = new List<int>();
        foreach (var name in Known(() => _files.List("/proc")) ?? [])
        {
            if (PlainNumber.TryParse(name, out int id) && Value($"/proc/{name}/comm") == "opensm") found.Add(id);
        }

        found.Sort();
        return found;
    }

    // The first seven lines are the function's own BARs and its ROM, the next six those of its VFs; one without a place is all zero.
    private static bool? HasVfMemory(string? resource)
    {
        const int First = 7, Count = 6;
        if (resource?.Split('\n') is not { Length: >= First + Count } lines) return null;
        return lines.Skip(First).Take(Count).Any(line => line.Split(' ') is [var start, ..] && start.AsSpan(2).TrimStart('0').Length > 0);
    }

    // "4: ACTIVE".
    private static string? Word(string? state) => state is null ? null : state[(state.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();

    private static int? Lid(string? text) =>
        text is ['0', 'x', .. var digits] && int.TryParse(digits, System.Globalization.NumberStyles.AllowHexSpecifier, null, out var lid) ? lid : null;

    private static string? Line(string[]? lines, string name) =>
        lines?.Select(line => line.Split(':', 2)).FirstOrDefault(pair => pair is [var key, _] && key.Trim() == name)?[1].Trim();

    private string? Value(string path) => Known(() => _files.ReadValueIfAny(path));

    private static T? Known<T>(Func<T?> read)
    {
        try
        {
            return read();
        }
        catch (SriovException)
        {
            return default;
        }
    }
}
