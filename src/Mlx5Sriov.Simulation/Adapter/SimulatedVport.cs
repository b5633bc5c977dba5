using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Simulation.Faults;

namespace Mlx5Sriov.Simulation.Adapter;

/// <summary>A VF's port on the e-switch: its settings, and the driver's rules for them, whichever way they are set.</summary>
/// <remarks>The order of the checks is that of mlx5_eswitch_set_vport_* in eswitch.c and esw/legacy.c of the driver.</remarks>
internal sealed class SimulatedVport
{
    private const int MaxQos = 7;

    private VlanBitmap? _trunk;

    public SimulatedVport(SimulatedEswitch eswitch, int index, VfContext context)
    {
        (Eswitch, Index, Context) = (eswitch, index, context);
        Traffic = new VportTraffic(this);
        Seat = new SchedulerSeat(Traffic.Settle);
    }

    public SimulatedEswitch Eswitch { get; }

    public int Index { get; }

    /// <summary>What an InfiniBand VF has, and keeps when it is enabled again.</summary>
    public VfContext Context { get; }

    public MacAddress Mac { get; private set; }

    /// <summary>The node GUID of an Ethernet VF, which every new MAC address sets too.</summary>
    public InfinibandGuid NodeGuid { get; set; }

    public int VlanId { get; private set; }

    public int Qos { get; private set; }

    public VlanProtocol VlanProtocol { get; private set; } = VlanProtocol.Dot1Q;

    public bool SpoofCheck { get; private set; }

    public bool Trust { get; private set; }

    public VfLinkState LinkState { get; private set; } = VfLinkState.Auto;

    public bool HasTrunk => _trunk is { IsEmpty: false };

    /// <summary>The VLANs of the VGT+ trunk, ascending; none without VGT+.</summary>
    public IEnumerable<int> Trunk => _trunk?.Ids ?? [];

    /// <summary>The place in the scheduler: rates and group.</summary>
    public SchedulerSeat Seat { get; }

    /// <summary>The limit of memory pages that the function's firmware may ask for; 0 for none.</summary>
    public uint PageLimit { get; set; }

    /// <summary>The flow meters, effective in switchdev mode only.</summary>
    public FlowMeters Meters { get; } = new();

    /// <summary>Whether the function may use RoCE, which it may from the start.</summary>
    public bool Roce { get; private set; } = true;

    /// <summary>Whether the function's state can be migrated.</summary>
    public bool Migratable { get; private set; }

    /// <summary>How many event queues the function may have, as many as the firmware gives until it is set.</summary>
    public uint MaxIoEventQueues { get; set; } = 16;

    /// <summary>The representor and devlink port; switchdev mode only.</summary>
    public SimulatedRepresentor? Representor { get; private set; }

    /// <summary>What the VF receives and sends.</summary>
    public VportTraffic Traffic { get; }

    public VfCounters Counters => Traffic.Counters;

    /// <summary>Whether the VF is shown a link: by its own state or policy, or as the port has one.</summary>
    public bool IsLinkUp => (Eswitch.Pf.Adapter.Model.IsInfiniband ? Context.Policy : Eswitch.IsSwitchdev ? VfLinkState.Auto : LinkState) switch
    {
        VfLinkState.Enable => true,
        VfLinkState.Disable => false,
        _ => Eswitch.Pf.NetDevice is not { IsUp: false },
    };

    public void SetMac(MacAddress mac)
    {
        if (mac.IsMulticast) throw new Refusal(Errno.EINVAL);
        Mac = mac;

        // The middle of a GUID made from a MAC address is ff:fe (node_guid_gen_from_mac).
        NodeGuid = new InfinibandGuid((mac.Value >> 24 << 40) | 0xFFFE00_0000 | (mac.Value & 0xFF_FFFF));
    }

    public void SetVlan(int vlanId, int qos, VlanProtocol protocol)
    {
        if (protocol == VlanProtocol.Dot1Ad && !Eswitch.Release.HasSriovTree) throw new Refusal(Errno.EPROTONOSUPPORT);
        if (Eswitch.IsSwitchdev)
        {
            // Taking off what is not there succeeds, for libvirt's sake.
            if (vlanId == 0) return;
            throw new Refusal(Errno.EOPNOTSUPP);
        }

        if (vlanId is < 0 or > VlanRange.MaxId || qos is < 0 or > MaxQos) throw new Refusal(Errno.EINVAL);
        if (HasTrunk) throw new Refusal(Errno.EPERM);
        (VlanId, Qos, VlanProtocol) = (vlanId, qos, protocol);
    }

    public void SetSpoofCheck(bool on)
    {
        RefuseInSwitchdev();
        SpoofCheck = on;
    }

    public void SetTrust(bool on)
    {
        RefuseInSwitchdev();
        Trust = on;
    }

    public void SetLinkState(VfLinkState state)
    {
        RefuseInSwitchdev();
        Traffic.Settle();
        LinkState = state;
    }

    /// <summary>The link state that a mode begins with.</summary>
    public void BeginLinkState(EswitchMode mode)
    {
        Traffic.Settle();
        LinkState = mode == EswitchMode.Legacy ? VfLinkState.Auto : VfLinkState.Disable;
    }

    /// <summary>Sets an InfiniBand VF's policy.</summary>
    public void SetPolicy(VfLinkState policy)
    {
        Traffic.Settle();
        Context.Policy = policy;
    }

    public void AddToTrunk(int first, int last)
    {
        RefuseBadRange(first, last);
        if (VlanId != 0 || Qos != 0) throw new Refusal(Errno.EPERM);
        (_trunk ??= new VlanBitmap()).Set(first, last, true);
    }

    public void RemoveFromTrunk(int first, int last)
    {
        RefuseBadRange(first, last);
        _trunk?.Set(first, last, false);
    }

    public void ClearTrunk() => _trunk = null;

    public void SetRoce(bool on)
    {
        if (Roce == on) return;
        RefuseWhileRunning("mlx5_core: Failed setting HCA roce cap");
        Roce = on;
    }

    public void SetMigratable(bool on)
    {
        if (Migratable == on) return;
        RefuseWhileRunning("mlx5_core: Failed setting HCA migratable cap");
        Migratable = on;
    }

    public void AddRepresentor() => Representor = new SimulatedRepresentor(this);

    public void RemoveRepresentor()
    {
        Representor?.Remove();
        Representor = null;
    }

    private static void RefuseBadRange(int first, int last)
    {
        if (last > VlanRange.MaxId || first > last) throw new Refusal(Errno.EINVAL);
    }

    private void RefuseInSwitchdev()
    {
        if (Eswitch.IsSwitchdev) throw new Refusal(Errno.EOPNOTSUPP);
    }

    /// <summary>The firmware changes no capability of a function that a driver has initialised.</summary>
    private void RefuseWhileRunning(string kernelText)
    {
        if (Eswitch.Pf.Vfs[Index].Driver is not null) throw new Refusal(Errno.EINVAL, kernelText);
    }
}
