using Mlx5Sriov.Kernel.Files;

namespace Mlx5Sriov.Inventory.Holders;

/// <summary>
/// What PCI functions offer to programs while their network driver is bound: RDMA devices for verbs, and vDPA devices. Both are few or many on a host, so
/// each class is read once and tells by its links whose they are.
/// </summary>
/// <remarks>
/// mlx5_ib and mlx5_vdpa register both below the PCI function (ib_uverbs_add_one in drivers/infiniband/core/uverbs_main.c, mlx5_vdpa_dev_add in
/// drivers/vdpa/mlx5/net/mlx5_vnet.c); the character device of vhost_vdpa is below the vDPA device (vhost_vdpa_probe in drivers/vhost/vdpa.c).
/// </remarks>
internal sealed class UserDevices
{
    private const string Verbs = "/sys/class/infiniband_verbs";
    private const string Vdpa = "/sys/bus/vdpa/devices";
    private const string VhostNode = "vhost-vdpa-";
    private const string VirtioDriver = "virtio_vdpa";

    private readonly ILookup<string, DeviceNode> _nodes;
    private readonly ILookup<string, string> _virtio;

    private UserDevices(ILookup<string, DeviceNode> nodes, ILookup<string, string> virtio) => (_nodes, _virtio) = (nodes, virtio);

    public static UserDevices Find(IKernelFiles sysfs)
    {
        var verbs = from name in sysfs.List(Verbs)
                    let function = FunctionAbove(sysfs.ReadLink($"{Verbs}/{name}"), levels: 2)
                    where function is not null
                    select (Function: function, Node: new DeviceNode($"/dev/infiniband/{name}", VfAccess.Verbs));
        var vdpa = (from name in sysfs.List(Vdpa)
                    let function = FunctionAbove(sysfs.ReadLink($"{Vdpa}/{name}"), levels: 1)
                    where function is not null
                    select (Function: function, Name: name)).ToList();
        var vhost = from device in vdpa
                    from node in sysfs.List($"{Vdpa}/{device.Name}")
                    where node.StartsWith(VhostNode, StringComparison.Ordinal)
                    select (device.Function, Node: new DeviceNode($"/dev/{node}", VfAccess.VhostVdpa));
        var virtio = vdpa.Where(d => sysfs.ReadLink($"{Vdpa}/{d.Name}/driver")?.EndsWith($"/{VirtioDriver}", StringComparison.Ordinal) == true);
        return new UserDevices(vhost.Concat(verbs).ToLookup(d => d.Function, d => d.Node), virtio.ToLookup(d => d.Function, d => d.Name));
    }

    /// <summary>The nodes by which programs can hold a function, the ones with a single user first.</summary>
    public IEnumerable<DeviceNode> NodesOf(PciAddress function) => _nodes[function.ToString()];

    /// <summary>The host itself, where it uses a function as a virtio device; null where it does not.</summary>
    public VfHolder? HostOf(PciAddress function) => _virtio[function.ToString()].FirstOrDefault() is { } name
        ? new VfHolder { Kind = VfHolderKind.Host, Access = VfAccess.VirtioVdpa, Name = name }
        : null;

    // ../../devices/pci0000:00/0000:00:02.0/0000:05:00.2/infiniband_verbs/uverbs2 -> 0000:05:00.2
    private static string? FunctionAbove(string? link, int levels) => link?.Split('/') is { } parts && parts.Length > levels ? parts[^(levels + 1)] : null;
}
