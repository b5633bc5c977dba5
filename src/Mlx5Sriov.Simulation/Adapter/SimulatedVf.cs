using System.Globalization;

using Mlx5Sriov.Simulation.Machine;

namespace Mlx5Sriov.Simulation.Adapter;

/// <summary>A virtual function as the PCI bus and its own driver see it; what the e-switch knows of it is its <see cref="SimulatedVport"/>.</summary>
internal sealed class SimulatedVf : Mlx5Function
{
    public SimulatedVf(SimulatedPf pf, int index)
        : base(AddressOf(pf, index), pf.Adapter)
    {
        Pf = pf;
        Index = index;
        NumaNode = pf.NumaNode;
    }

    public SimulatedPf Pf { get; }

    public int Index { get; }

    public override ushort DeviceId => Adapter.Model.VfDeviceId;

    public override int VhcaId => 2 + (Pf.Port * Adapter.TotalVfs) + Index;

    public override string HcaType => Adapter.Model.VfHcaType;

    /// <summary>The e-switch's side of it, there as long as the VF is.</summary>
    public SimulatedVport Vport => Pf.Eswitch!.Vports[Index];

    /// <remarks>
    /// pci_device_can_probe in drivers/pci/pci-driver.c: with probing off only a driver that driver_override names, even where it is bound by hand.
    /// </remarks>
    public override bool CanProbe => Pf.AutoProbe || DriverOverride is not null;

    public override void Load()
    {
        // A VF's driver keeps no state that anyone can set from the host.
    }

    public override void Unload()
    {
    }

    /// <summary>
    /// The VF's driver takes the administrator's MAC address, or a random one where there is none; later changes reach it only when it binds again.
    /// </summary>
    public override void AddDevices()
    {
        var vport = Vport;
        AddDevices(
            new NetDevice
            {
                Index = Adapter.Machine.Network.NextIndex(),
                Name = string.Create(CultureInfo.InvariantCulture, $"{Pf.LinkName}v{Index}"),
                AltNames = [string.Create(CultureInfo.InvariantCulture, $"{Pf.SlotName}v{Index}")],
                Function = this,
                LinkLayer = Adapter.Model.LinkLayer,
                HardwareAddress = Adapter.Model.IsInfiniband ? SimulatedPf.IpoibAddress(vport.Context.PortGuid) : OwnMac(vport).ToString(),
                Mtu = Adapter.Model.Mtu,
                Speed = AdapterModel.SpeedMegabits,
            },
            Adapter.Model.IsInfiniband ? vport.Context.NodeGuid : vport.NodeGuid);
    }

    private MacAddress OwnMac(SimulatedVport vport) => vport.Mac.IsZero ? Adapter.Machine.RandomMac() : vport.Mac;

    /// <summary>The VF's routing id: the physical function's, the offset, and a stride of 1 for each VF; beyond 255 it runs over into the next bus.</summary>
    private static PciAddress AddressOf(SimulatedPf pf, int index)
    {
        var routingId = (pf.Address.Bus << 8) + pf.Port + pf.VfOffset + index;
        return new PciAddress(pf.Address.Domain, (byte)(routingId >> 8), (byte)((routingId >> 3) & 0x1F), (byte)(routingId & 7));
    }
}
