namespace Mlx5Sriov.Simulation;

/// <summary>The root port above an adapter: a PCI function that is no network device, as most on a real bus are not.</summary>
internal sealed class PciBridge(PciAddress address) : PciFunction(address)
{
    public override string ParentPath => "devices/pci0000:00";

    public override ushort Vendor => 0x8086;

    public override ushort DeviceId => 0x347a;

    public override int ClassCode => 0x060400;
}
