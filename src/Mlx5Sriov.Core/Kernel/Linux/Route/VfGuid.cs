using System.Runtime.InteropServices;

using Mlx5Sriov.Kernel.Linux.Netlink;

namespace Mlx5Sriov.Kernel.Linux.Route;

/// <summary>IFLA_VF_IB_NODE_GUID and IFLA_VF_IB_PORT_GUID: struct ifla_vf_guid, the GUID as a number of the machine, 8 bytes aligned.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct VfGuid
{
    private uint _vf;
    private readonly uint _padding;
    private ulong _guid;

    public static InfinibandGuid Read(AttributeReader attribute) => new(attribute.Value<VfGuid>()._guid);

    public static void Write(MessageWriter request, ushort type, uint vf, InfinibandGuid guid) =>
        request.Add(type, new VfGuid { _vf = vf, _guid = guid.Value });
}
