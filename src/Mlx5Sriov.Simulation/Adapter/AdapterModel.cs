using System.Globalization;

namespace Mlx5Sriov.Simulation.Adapter;

/// <summary>What an adapter and its firmware tell of themselves.</summary>
internal sealed record AdapterModel
{
    public static readonly AdapterModel ConnectX7 = new()
    {
        LinkLayer = LinkLayer.Ethernet,
        DeviceId = 0x1021,
        VfDeviceId = 0x101e,
        SubsystemId = 0x0058,
        HcaType = "MT4129",
        VfHcaType = "MT4126",
        Psid = "MT_0000000838",
        Firmware = "28.41.1000",
    };

    public static readonly AdapterModel ConnectX6Infiniband = new()
    {
        LinkLayer = LinkLayer.InfiniBand,
        DeviceId = 0x101b,
        VfDeviceId = 0x101c,
        SubsystemId = 0x0006,
        HcaType = "MT4123",
        VfHcaType = "MT4124",
        Psid = "MT_0000000225",
        Firmware = "20.41.1000",
    };

    /// <summary>Both ports of both adapters run at 200 Gbit/s.</summary>
    public const int SpeedMegabits = 200_000;

    /// <summary>The firmware's largest share in a minimum rate (max_tsar_bw_share).</summary>
    public const uint MaxBandwidthShare = 100;

    public required LinkLayer LinkLayer { get; init; }

    public required ushort DeviceId { get; init; }

    public required ushort VfDeviceId { get; init; }

    public required ushort SubsystemId { get; init; }

    /// <summary>What the RDMA device calls itself: MT and the PCI device id in decimal.</summary>
    public required string HcaType { get; init; }

    public required string VfHcaType { get; init; }

    public required string Psid { get; init; }

    public required string Firmware { get; init; }

    /// <summary>What mlxconfig calls the adapter's family.</summary>
    public string FamilyWord => IsInfiniband ? "ConnectX6" : "ConnectX7";

    public bool IsInfiniband => LinkLayer == LinkLayer.InfiniBand;

    /// <summary>The MTU that a net device starts with: IPoIB's leaves room for its own header in an InfiniBand packet of 2048.</summary>
    public int Mtu => IsInfiniband ? 2044 : 1500;

    /// <summary>The name of a port's net device: the host has two other Ethernet devices before them.</summary>
    /// <param name="port">The port's place among all ports of the host.</param>
    public string LinkName(int port) => IsInfiniband
        ? string.Create(CultureInfo.InvariantCulture, $"ib{port}")
        : string.Create(CultureInfo.InvariantCulture, $"eth{port + 2}");

    /// <summary>What net devices' names by their slot begin with.</summary>
    public string SlotPrefix => IsInfiniband ? "ib" : "en";
}
