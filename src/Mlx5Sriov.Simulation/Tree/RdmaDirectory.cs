using System.Globalization;

using Mlx5Sriov.Simulation.Machine;
using Mlx5Sriov.Simulation.Sysfs;

namespace Mlx5Sriov.Simulation.Tree;

/// <summary>The directories of RDMA devices.</summary>
internal static class RdmaDirectory
{
    private static readonly EntryTable<RdmaDevice> s_port = new EntryTable<RdmaDevice>()
        .Attribute("link_layer", d => $"{d.Traits.LinkLayer}\n")
        .Attribute("phys_state", _ => "5: LinkUp\n")
        .Attribute("rate", _ => "200 Gb/sec (4X HDR)\n")
        .Attribute("sm_lid", d => $"0x{d.Traits.SubnetManagerLid:x}\n")
        .Attribute("state", d => d.Traits is { SubnetManagerLid: 0, LinkLayer: LinkLayer.InfiniBand } ? "2: INIT\n" : "4: ACTIVE\n");

    private static readonly EntryTable<RdmaDevice> s_entries = new EntryTable<RdmaDevice>()
        .Attribute("board_id", d => $"{d.Traits.BoardId}\n")
        .Attribute("fw_ver", d => $"{d.Traits.Firmware}\n")
        .Attribute("hca_type", d => $"{d.Traits.HcaType}\n")
        .Attribute("node_guid", d => $"{Quads(d.Traits.NodeGuid)}\n")
        .Attribute("node_type", _ => "1: CA\n")
        .Attribute("sys_image_guid", d => $"{Quads(d.Traits.SystemImageGuid)}\n")
        .Link("device", d => $"../../../{d.Function.Name}")
        .Link("subsystem", d => $"{PciDirectory.UpFrom(d.Path)}class/infiniband")
        .Add("ports", d => new FixedDirectory { { "1", s_port.Of(d) } });

    /// <summary>The directory of one device.</summary>
    public static SysfsDirectory Of(RdmaDevice device) => s_entries.Of(device);

    /// <summary>The directory of the device by which programs use it.</summary>
    public static SysfsDirectory Verbs(RdmaDevice device) => new FixedDirectory
    {
        { "abi_version", () => "1\n" },
        { "ibdev", () => $"{device.Name}\n" },
    };

    /// <summary>A GUID as the RDMA core shows it: <c>946d:ae03:0005:1000</c>.</summary>
    private static string Quads(InfinibandGuid guid) => string.Join(
        ':',
        Enumerable.Range(0, 4).Select(i => ((guid.Value >> (48 - (16 * i))) & 0xFFFF).ToString("x4", CultureInfo.InvariantCulture)));
}
