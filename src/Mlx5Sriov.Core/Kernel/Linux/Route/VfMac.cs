using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

using Mlx5Sriov.Kernel.Linux.Netlink;

using static Mlx5Sriov.Kernel.Linux.Route.RouteHeader;

namespace Mlx5Sriov.Kernel.Linux.Route;

/// <summary>IFLA_VF_MAC: struct ifla_vf_mac, a VF's index and an address in 32 bytes, of which Ethernet uses the first six.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct VfMac
{
    private uint _vf;
    private HardwareAddress _mac;

    /// <summary>Reads the VF's index and its address.</summary>
    public static (uint Vf, MacAddress Mac) Read(AttributeReader attribute)
    {
        var value = attribute.Value<VfMac>();
        return (value._vf, new MacAddress(BinaryPrimitives.ReadUInt64BigEndian(value._mac) >> 16));
    }

    public static void Write(MessageWriter request, uint vf, MacAddress mac)
    {
        var value = new VfMac { _vf = vf };
        BinaryPrimitives.WriteUInt64BigEndian(value._mac, mac.Value << 16);
        request.Add(IFLA_VF_MAC, value);
    }

    [InlineArray(32)]
    private struct HardwareAddress
    {
        private byte _first;
    }
}
