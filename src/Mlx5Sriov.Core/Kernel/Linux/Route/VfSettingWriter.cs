using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Kernel.Linux.Netlink;

using static Mlx5Sriov.Kernel.Linux.Route.RouteHeader;

namespace Mlx5Sriov.Kernel.Linux.Route;

/// <summary>Writes the attribute of one VF setting.</summary>
internal static class VfSettingWriter
{
    public static void Write(MessageWriter request, uint vf, VfSetting setting)
    {
        switch (setting)
        {
            case VfSetting.Mac mac:
                VfMac.Write(request, vf, mac.Address);
                break;
            case VfSetting.Vlan vlan:
                VfVlan.Write(request, vf, vlan);
                break;
            case VfSetting.Rate rate:
                VfRate.Write(request, vf, rate);
                break;
            case VfSetting.SpoofCheck check:
                VfSwitch.Write(request, IFLA_VF_SPOOFCHK, vf, check.State);
                break;
            case VfSetting.Trust trust:
                VfSwitch.Write(request, IFLA_VF_TRUST, vf, trust.State);
                break;
            case VfSetting.LinkState state:
                VfState.Write(request, vf, state.State);
                break;
            case VfSetting.NodeGuid node:
                VfGuid.Write(request, IFLA_VF_IB_NODE_GUID, vf, node.Guid);
                break;
            case VfSetting.PortGuid port:
                VfGuid.Write(request, IFLA_VF_IB_PORT_GUID, vf, port.Guid);
                break;
            default:
                throw new ArgumentException($"'{setting}' is no setting that rtnetlink carries.", nameof(setting));
        }
    }
}
