using System.Globalization;

using Mlx5Sriov.Simulation.Firmware;
using Mlx5Sriov.Simulation.Machine;

namespace Mlx5Sriov.Simulation.Adapter;

/// <summary>A dual-port adapter: two physical functions on a bus of their own below a root port.</summary>
internal sealed class SimulatedAdapter
{
    /// <summary>The first organisation's half of every hardware address that is burnt in: 94:6d:ae is NVIDIA's.</summary>
    private const ulong Oui = 0x946dae;

    public SimulatedAdapter(SimulatedMachine machine, AdapterModel model, DriverRelease release, int number, CardFirmware settings)
    {
        (Machine, Model, Release, Number, Settings) = (machine, model, release, number, settings);
        Bridge = new PciBridge(new PciAddress(0, 0, (byte)(2 + number), 0));
        Bus = (byte)(0x05 + (number * 0x10));
        Ports = [new SimulatedPf(this, 0), new SimulatedPf(this, 1)];
    }

    public SimulatedMachine Machine { get; }

    public AdapterModel Model { get; }

    public DriverRelease Release { get; }

    /// <summary>The adapter's place in the host, from 0.</summary>
    public int Number { get; }

    /// <summary>The bus: 05, 15, 25, 35, 45.</summary>
    public byte Bus { get; }

    /// <summary>How many VFs the firmware allows each port (NUM_OF_VFS).</summary>
    public int TotalVfs => Settings.TotalVfs;

    /// <summary>The settings of its firmware.</summary>
    public CardFirmware Settings { get; }

    public PciBridge Bridge { get; }

    public IReadOnlyList<SimulatedPf> Ports { get; }

    /// <summary>The id that all ports of the adapter's e-switches share: its system image GUID.</summary>
    public string SwitchId => Guid(0).Value.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>The slot as the names of net devices have it: <c>p5s0</c>, the bus in decimal.</summary>
    public string SlotName => string.Create(CultureInfo.InvariantCulture, $"p{Bus}s0");

    /// <summary>The MAC address burnt in for a port.</summary>
    public MacAddress Mac(int port) => new((Oui << 24) | ((ulong)Bus << 16) | 0x1000 | (uint)port);

    /// <summary>The GUID burnt in for a port: its MAC address with 03:00 in the middle.</summary>
    public InfinibandGuid Guid(int port) => new((Oui << 40) | (0x0300UL << 24) | (Mac(port).Value & 0xFF_FFFF));
}
