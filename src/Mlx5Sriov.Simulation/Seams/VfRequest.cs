using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Simulation.Adapter;
using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Machine;

namespace Mlx5Sriov.Simulation.Seams;

/// <summary>What the kernel does with a VF setting in an RTM_SETLINK message.</summary>
internal static class VfRequest
{
    public static void Apply(NetDevice device, int vf, VfSetting setting)
    {
        // Devices other than an uplink have no operations for VFs.
        if (SimulatedPf.BehindUplink(device)?.Eswitch is not { } eswitch) throw new Refusal(Errno.EOPNOTSUPP);
        if (eswitch.Pf.Adapter.Model.IsInfiniband) ApplyInfiniband(eswitch, vf, setting);
        else ApplyEthernet(eswitch, vf, setting);
    }

    private static void ApplyEthernet(SimulatedEswitch eswitch, int vf, VfSetting setting)
    {
        // Only InfiniBand links are asked for GUIDs at all (handle_vf_guid, net/core/rtnetlink.c).
        if (setting is VfSetting.NodeGuid or VfSetting.PortGuid) throw new Refusal(Errno.EOPNOTSUPP);
        var vport = eswitch.Vport(vf);
        switch (setting)
        {
            case VfSetting.Mac mac:
                vport.SetMac(mac.Address);
                break;
            case VfSetting.Vlan vlan:
                vport.SetVlan(vlan.Id, vlan.Qos, vlan.Protocol);
                break;
            case VfSetting.Rate rate:
                SetRates(vport, rate);
                break;
            case VfSetting.SpoofCheck check:
                vport.SetSpoofCheck(check.State == OnOff.On);
                break;
            case VfSetting.Trust trust:
                vport.SetTrust(trust.State == OnOff.On);
                break;
            case VfSetting.LinkState state:
                vport.SetLinkState(state.State);
                break;
            default:
                throw new Refusal(Errno.EOPNOTSUPP);
        }
    }

    /// <summary>IPoIB has operations for the policy and the GUIDs alone.</summary>
    private static void ApplyInfiniband(SimulatedEswitch eswitch, int vf, VfSetting setting)
    {
        if (setting is not (VfSetting.LinkState or VfSetting.NodeGuid or VfSetting.PortGuid)) throw new Refusal(Errno.EOPNOTSUPP);
        var vport = eswitch.Vport(vf);
        var context = vport.Context;
        switch (setting)
        {
            case VfSetting.LinkState state:
                vport.SetPolicy(state.State);
                break;
            case VfSetting.NodeGuid node:
                (context.NodeGuid, context.TellsNodeGuid) = (node.Guid, true);
                break;
            case VfSetting.PortGuid port:
                (context.PortGuid, context.TellsPortGuid) = (port.Guid, true);
                break;
        }
    }

    /// <summary>
    /// A limit below the guarantee is refused before the driver sees it (do_setvfinfo, net/core/rtnetlink.c). The driver takes rates in either mode
    /// (mlx5_eswitch_set_vport_rate in esw/legacy.c asks for none); devlink does not learn of them.
    /// </summary>
    private static void SetRates(SimulatedVport vport, VfSetting.Rate rate)
    {
        var (min, max) = ((uint)rate.Min.WholeMegabits, (uint)rate.Max.WholeMegabits);
        if (max != 0 && max < min) throw new Refusal(Errno.EINVAL);
        vport.Eswitch.Scheduler.SetMinRate(vport.Seat, min);
        vport.Eswitch.Scheduler.SetMaxRate(vport.Seat, max);
    }
}
