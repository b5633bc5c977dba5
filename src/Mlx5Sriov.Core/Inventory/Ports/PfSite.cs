using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Ofed;
using Mlx5Sriov.Sysfs;

namespace Mlx5Sriov.Inventory.Ports;

/// <summary>
/// One physical function within a snapshot: where it lies and what it is called, with the costlier answers (link, e-switch) fetched once,
/// when first wanted.
/// </summary>
public sealed class PfSite
{
    private readonly SriovHost _host;
    private readonly Lazy<NetworkLink?> _link;
    private readonly Lazy<Eswitch?> _eswitch;
    private readonly Lazy<PfNetDevices> _netDevices;
    private readonly Lazy<string?> _rdmaDevice;
    private readonly Lazy<DriverDialect?> _dialect;
    private readonly Lazy<Bandwidth?> _linkSpeed;
    private readonly Lazy<bool> _hasRateGroups;

    internal PfSite(SriovHost host, PciAddress address, int deviceId, string? driver)
    {
        _host = host;
        PciAddress = address;
        DeviceId = deviceId;
        Driver = driver;
        _netDevices = new(() => PfNetDevices.Read(host.KernelFiles, address));
        _rdmaDevice = new(() => host.KernelFiles.List($"{SysfsPath.Pci(address)}/infiniband").FirstOrDefault());
        _link = new(ReadLink);
        _eswitch = new(ReadEswitch);
        _dialect = new(ReadDialect);
        _linkSpeed = new(ReadLinkSpeed);
        _hasRateGroups = new(() => host.KernelFiles.Exists(OfedTree.Groups(address)));
    }

    /// <summary>The PCI address.</summary>
    public PciAddress PciAddress { get; }

    /// <summary>The driver that is bound; null for none.</summary>
    public string? Driver { get; }

    /// <summary>Whether mlx5_core drives it. Another driver (vfio-pci) means that the whole port was given away, and its VFs with it.</summary>
    public bool IsDriven => Driver == PfDiscovery.Driver;

    /// <summary>The net device's name; null where there is none in this network namespace.</summary>
    public string? NetDevice => _netDevices.Value.Uplink;

    /// <summary>The RDMA device's name; null for none.</summary>
    public string? RdmaDevice => _rdmaDevice.Value;

    /// <summary>What the physical function is called: its net device, or its PCI address where it has none, or one whose name cannot be shown.</summary>
    public string Name => NetDevice is { } device && PlainText.Is(device) ? device : PciAddress.ToString();

    /// <summary>The names that cost nothing to know: net device, PCI address with and without its domain, RDMA device.</summary>
    public IEnumerable<string> Names
    {
        get
        {
            if (NetDevice is { } device) yield return device;
            yield return PciAddress.ToString();
            if (PciAddress.Domain == 0) yield return PciAddress.ToString()[5..];
            if (RdmaDevice is { } rdma) yield return rdma;
        }
    }

    /// <summary>The net device's alternative names; asks the kernel for the link once.</summary>
    /// <exception cref="KernelException">The kernel refused.</exception>
    public IReadOnlyList<string> AltNames => Link?.AltNames ?? [];

    internal int DeviceId { get; }

    internal IReadOnlyDictionary<int, string> Representors => _netDevices.Value.Representors;

    /// <summary>The net device's link with its VFs' settings; without them where the kernel's list was cut (<see cref="VfListFault"/>).</summary>
    internal NetworkLink? Link => _link.Value;

    /// <summary>Why <see cref="Link"/> has no VFs; null where it has them all.</summary>
    internal VfListIncompleteException? VfListFault { get; private set; }

    /// <summary>The e-switch's modes; null where there is no e-switch, or this user may not ask.</summary>
    internal Eswitch? Eswitch => _eswitch.Value;

    /// <summary>Whether the e-switch is in switchdev mode; to one who may not ask, the representors say so.</summary>
    internal bool IsSwitchdev => Eswitch is { Mode: { } mode }
        ? mode is EswitchMode.Switchdev or EswitchMode.SwitchdevInactive
        : Representors.Count > 0;

    internal DriverDialect? Dialect => _dialect.Value;

    /// <summary>Whether OFED's driver has rate groups: the firmware tells it so (log_esw_max_sched_depth).</summary>
    internal bool HasRateGroups => _hasRateGroups.Value;

    /// <summary>The port's speed; null while the link is down or the driver does not tell.</summary>
    internal Bandwidth? LinkSpeed => _linkSpeed.Value;

    internal LinkLayer? LinkLayer => Link?.LinkLayer ?? RdmaLinkLayer();

    /// <summary>The number of VFs that are enabled.</summary>
    /// <exception cref="DriverNotLoadedException">mlx5_core does not drive it, so there can be none.</exception>
    /// <exception cref="MalformedTextException">The attribute holds no number.</exception>
    /// <exception cref="KernelException">The kernel refused.</exception>
    public int EnabledVfs() => IsDriven
        ? VfCountFile.Read(_host.KernelFiles, PciAddress).Count ?? 0
        : throw new DriverNotLoadedException(Name, PciAddress, Driver);

    /// <summary>The attribute by which the number of VFs is set.</summary>
    internal string VfCountFileName => VfCountFile.Read(_host.KernelFiles, PciAddress).Name;

    /// <summary>How many VFs the firmware allows; null without SR-IOV.</summary>
    internal int? TotalVfs => _host.KernelFiles.ReadCount($"{SysfsPath.Pci(PciAddress)}/sriov_totalvfs");

    /// <summary>The switch for probing new VFs; null where there is none.</summary>
    internal AutoProbeSwitch? AutoProbe => AutoProbeSwitch.Read(_host.KernelFiles, PciAddress);

    /// <summary>The e-switch's modes for one who is about to change them, and so must be allowed to ask.</summary>
    /// <exception cref="KernelException">EPERM without CAP_NET_ADMIN.</exception>
    internal Eswitch? AskEswitch() => Eswitch ?? _host.Devlink.Eswitch(PciAddress);

    /// <summary>The name.</summary>
    /// <returns><c>eth2</c>.</returns>
    public override string ToString() => Name;

    // Asking for the mode takes CAP_NET_ADMIN (eswitch-get in Documentation/netlink/specs/devlink.yaml), all else here takes none.
    private Eswitch? ReadEswitch()
    {
        try
        {
            return IsDriven ? _host.Devlink.Eswitch(PciAddress) : null;
        }
        catch (KernelException refusal) when (refusal.IsPermission)
        {
            return null;
        }
    }

    private NetworkLink? ReadLink()
    {
        try
        {
            return NetDevice is { } name ? _host.IpLink.Find(name) : null;
        }
        catch (VfListIncompleteException cut)
        {
            VfListFault = cut;
            return _host.IpLink.List()?.FirstOrDefault(link => link.Name == NetDevice);
        }
    }

    private DriverDialect? ReadDialect() =>
        !IsDriven ? null
        : _host.KernelFiles.Exists(OfedTree.Root(PciAddress)) ? DriverDialect.Ofed
        : DriverDialect.Inbox;

    // net/core/net-sysfs.c: Mbit/s, -1 for unknown, EINVAL while the link is down. For each read the driver asks the firmware.
    private Bandwidth? ReadLinkSpeed()
    {
        if (NetDevice is not { } device) return null;
        var path = $"{SysfsPath.NetDevice(device)}/speed";
        return SysfsReading.Number(_host.KernelFiles.ReadValueIfAny(path), path) is > 0 and var megabits ? Bandwidth.FromMegabits(megabits) : null;
    }

    private LinkLayer? RdmaLinkLayer() =>
        RdmaDevice is { } rdma && EnumWords.TryParse<LinkLayer>(_host.KernelFiles.ReadValue($"{SysfsPath.RdmaDevice(rdma)}/ports/1/link_layer"), out var layer)
            ? layer
            : null;
}
