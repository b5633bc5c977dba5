namespace Mlx5Sriov.Simulation.Machine;

/// <summary>The root port above an adapter: a PCI function that is no network device, as most on a real bus are not.</summary>
internal sealed class PciBridge(PciAddress address) : PciFunction(address)
{
    public override PciBridge? Parent => null;

    public override ushort Vendor => 0x8086;

    public override ushort DeviceId => 0x347a;

    public override int ClassCode => 0x060400;
}
