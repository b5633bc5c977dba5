using System.Globalization;

using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Machine;

namespace Mlx5Sriov.Simulation.Adapter;

/// <summary>A physical function: one port of an adapter, and its SR-IOV capability.</summary>
internal sealed class SimulatedPf : Mlx5Function
{
    /// <summary>The VFs' routing ids start right after those of both physical functions.</summary>
    private const int FirstVfFunction = 2;

    /// <summary>How long the VFs' drivers take to start, one VF after the other, and how much later their devices appear.</summary>
    private static readonly TimeSpan s_probeTime = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan s_deviceDelay = TimeSpan.FromMilliseconds(2);

    private readonly List<SimulatedVf> _vfs = [];

    public SimulatedPf(SimulatedAdapter adapter, int port)
        : base(new PciAddress(0, adapter.Bus, 0, (byte)port), adapter)
    {
        Port = port;
        NumaNode = adapter.Number % 2;
        LinkName = adapter.Model.LinkName((adapter.Number * 2) + port);
    }

    /// <summary>The port within the adapter, 0 or 1: also the number of the PCI function.</summary>
    public int Port { get; }

    /// <summary>The name of the net device.</summary>
    public string LinkName { get; }

    /// <summary>The net device's name by its slot, without the port's name at its end.</summary>
    public string SlotName => string.Create(CultureInfo.InvariantCulture, $"{Adapter.Model.SlotPrefix}{Adapter.SlotName}f{Port}");

    public override ushort DeviceId => Adapter.Model.DeviceId;

    public override int VhcaId => Port;

    public override string HcaType => Adapter.Model.HcaType;

    /// <summary>The VFs that are enabled, by index.</summary>
    public IReadOnlyList<SimulatedVf> Vfs => _vfs;

    /// <summary>Whether new VFs are given to a driver (sriov_drivers_autoprobe).</summary>
    public bool AutoProbe { get; set; } = true;

    /// <summary>From this function's routing id to its first VF's: the second port's VFs come after all that the first port could have.</summary>
    public int VfOffset => FirstVfFunction + (Port * Adapter.TotalVfs) - Port;

    /// <summary>The uplink and, in switchdev mode, the representors.</summary>
    public override IEnumerable<NetDevice> NetDevices => base.NetDevices.Concat(Eswitch?.Representors.Select(r => r.NetDevice) ?? []);

    /// <summary>The driver's e-switch; null while mlx5_core is not bound.</summary>
    public SimulatedEswitch? Eswitch { get; private set; }

    public override void Load() => Eswitch = new SimulatedEswitch(this);

    public override void Unload()
    {
        DisableVfs();
        Eswitch = null;
    }

    public override void AddDevices() => AddDevices(Adapter.Model.IsInfiniband ? InfinibandUplink() : EthernetUplink(), Adapter.Guid(Port));

    /// <summary>The physical function whose VFs a net device can set; null where it is no uplink, for only an uplink has them.</summary>
    public static SimulatedPf? BehindUplink(NetDevice device) => device.Function is SimulatedPf pf && pf.NetDevice == device ? pf : null;

    /// <summary>An IPoIB hardware address: queue pair, link-local prefix, port GUID.</summary>
    public static string IpoibAddress(InfinibandGuid portGuid) => $"00:00:10:8b:fe:80:00:00:00:00:00:00:{portGuid}";

    /// <summary>Sets the number of VFs, as the PCI core lets it be set.</summary>
    /// <remarks>
    /// sriov_numvfs_store in drivers/pci/iov.c: a number above the total comes first, then an equal one, then the driver, then one that is in use.
    /// </remarks>
    public void SetNumVfs(int count)
    {
        if (count > Adapter.TotalVfs) throw new Refusal(Errno.ERANGE);
        if (count == _vfs.Count) return;
        if (Driver is not Mlx5CoreDriver) throw new Refusal(Errno.ENOENT);
        if (count > 0 && _vfs.Count > 0) throw new Refusal(Errno.EBUSY);
        if (count == 0) DisableVfs();
        else EnableVfs(count);
    }

    /// <summary>Enables VFs: they are on the bus at once, and each gets its driver and its devices a little later.</summary>
    private void EnableVfs(int count)
    {
        Eswitch!.Enable(count);
        for (var index = 0; index < count; index++)
        {
            var vf = new SimulatedVf(this, index);
            _vfs.Add(vf);
            Adapter.Machine.Bus.Add(vf);
            if (AutoProbe) Adapter.Machine.Work.Schedule(s_probeTime * (index + 1), () => Probe(vf));
        }
    }

    /// <summary>Disables all VFs. A VF that a program holds blocks this before anything is changed.</summary>
    private void DisableVfs()
    {
        foreach (var vf in _vfs) Adapter.Machine.Processes.WaitForRelease(vf);
        foreach (var vf in _vfs) Adapter.Machine.Bus.Remove(vf);
        _vfs.Clear();
        Eswitch!.Disable();
    }

    private NetDevice EthernetUplink()
    {
        var portName = string.Create(CultureInfo.InvariantCulture, $"p{Port}");
        return new NetDevice
        {
            Index = Adapter.Machine.Network.NextIndex(),
            Name = LinkName,
            AltNames = [$"{SlotName}n{portName}"],
            Function = this,
            LinkLayer = LinkLayer.Ethernet,
            HardwareAddress = Adapter.Mac(Port).ToString(),
            PhysicalPortName = portName,
            PhysicalSwitchId = Adapter.SwitchId,
            Speed = AdapterModel.SpeedMegabits,
            IsUp = true,
        };
    }

    private NetDevice InfinibandUplink() => new()
    {
        Index = Adapter.Machine.Network.NextIndex(),
        Name = LinkName,
        AltNames = [SlotName],
        Function = this,
        LinkLayer = LinkLayer.InfiniBand,
        HardwareAddress = IpoibAddress(Adapter.Guid(Port)),
        Mtu = Adapter.Model.Mtu,
        Speed = AdapterModel.SpeedMegabits,
        IsUp = true,
    };

    private void Probe(SimulatedVf vf)
    {
        // The VF may have been removed, or bound by hand, before its turn came.
        if (vf.Index < _vfs.Count && _vfs[vf.Index] == vf) Adapter.Machine.Bus.Probe(vf, s_deviceDelay);
    }
}
