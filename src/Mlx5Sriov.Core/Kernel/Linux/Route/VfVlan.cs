using System.Buffers.Binary;
using System.Runtime.InteropServices;

using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Kernel.Linux.Netlink;

using static Mlx5Sriov.Kernel.Linux.Route.RouteHeader;

namespace Mlx5Sriov.Kernel.Linux.Route;

/// <summary>
/// A VF's VST VLAN. IFLA_VF_VLAN (struct ifla_vf_vlan) has no tag protocol; IFLA_VF_VLAN_LIST (struct ifla_vf_vlan_info, since Linux 4.9) has, big-endian.
/// Both are told; 802.1Q is set by the first and any other protocol by the second, as <c>ip</c> does.
/// </summary>
/// <param name="Id">The VLAN.</param>
/// <param name="Qos">The priority.</param>
/// <param name="Protocol">The tag protocol.</param>
internal readonly record struct VfVlan(int Id, int Qos, VlanProtocol Protocol)
{
    public static VfVlan Read(AttributeReader attribute)
    {
        var value = attribute.Value<Tag>();
        return new VfVlan((int)value.Vlan, (int)value.Qos, VlanProtocol.Dot1Q);
    }

    /// <summary>Reads a list. It holds one VLAN: the kernel takes and tells no more (net/core/rtnetlink.c, MAX_VLAN_LIST_LEN).</summary>
    /// <returns>The VLAN; null for an empty list.</returns>
    public static VfVlan? ReadList(AttributeReader attribute)
    {
        var list = attribute.Nested();
        while (list.MoveNext())
        {
            if (list.Type != IFLA_VF_VLAN_INFO) continue;
            var value = list.Value<TagWithProtocol>();
            return new VfVlan((int)value.Tag.Vlan, (int)value.Tag.Qos, ProtocolOf(Swap(value.Protocol)));
        }

        return null;
    }

    public static void Write(MessageWriter request, uint vf, VfSetting.Vlan vlan)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(vlan.Id);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(vlan.Id, 4095);
        ArgumentOutOfRangeException.ThrowIfNegative(vlan.Qos);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(vlan.Qos, 7);
        var tag = new Tag { Vf = vf, Vlan = (uint)vlan.Id, Qos = (uint)vlan.Qos };
        if (vlan.Protocol == VlanProtocol.Dot1Q)
        {
            request.Add(IFLA_VF_VLAN, tag);
            return;
        }

        using (request.Open(IFLA_VF_VLAN_LIST))
            request.Add(IFLA_VF_VLAN_INFO, new TagWithProtocol { Tag = tag, Protocol = Swap((ushort)vlan.Protocol) });
    }

    /// <summary>Upstream mlx5 clears the field and sets none (mlx5/core/eswitch.c, mlx5_eswitch_get_vport_config): it knows 802.1Q alone.</summary>
    private static VlanProtocol ProtocolOf(ushort number) => number == 0 ? VlanProtocol.Dot1Q : (VlanProtocol)number;

    private static ushort Swap(ushort protocol) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(protocol) : protocol;

    [StructLayout(LayoutKind.Sequential)]
    private struct Tag
    {
        public uint Vf;
        public uint Vlan;
        public uint Qos;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct TagWithProtocol
    {
        public Tag Tag;
        public ushort Protocol;
        private readonly ushort _padding;
    }
}
