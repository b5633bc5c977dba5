using Mlx5Sriov.Inventory.Holders;
using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Ofed;
using Mlx5Sriov.Sysfs;

namespace Mlx5Sriov.Inventory.Vfs;

/// <summary>Reads the VFs of one physical function, each from the sources that its driver and e-switch mode offer.</summary>
public sealed class VirtualFunctionReader
{
    private readonly SriovHost _host;
    private readonly PfSite _pf;
    private readonly Lazy<DevlinkFunctions> _functions;
    private readonly VfHolders _holders;
    private readonly Dictionary<int, VfLink> _links;
    private readonly Dictionary<int, VirtualFunction> _settings = [];
    private readonly Dictionary<int, VirtualFunction> _places = [];

    internal VirtualFunctionReader(SriovHost host, PfSite pf, Lazy<DevlinkFunctions> functions, VfHolders holders)
    {
        (_host, _pf, _functions, _holders) = (host, pf, functions, holders);
        Count = pf.EnabledVfs();

        // Asked here, so that a refusal is the port's once and not each VF's.
        _ = (pf.Dialect, pf.IsSwitchdev);
        _links = Count == 0 ? [] : VfLinks();
    }

    /// <summary>How many VFs are enabled: their indexes run from 0 to one less.</summary>
    public int Count { get; }

    /// <summary>Reads one VF.</summary>
    /// <param name="index">Its index, below <see cref="Count"/>.</param>
    /// <returns>The VF.</returns>
    /// <exception cref="VfIndexException">No such VF is enabled.</exception>
    /// <exception cref="KernelException">The kernel refused.</exception>
    /// <exception cref="MalformedTextException">An attribute reads otherwise than any driver writes it.</exception>
    public VirtualFunction Read(int index) => WithHolder(WithPlace(ReadSettings(index)));

    /// <summary>Reads one VF's settings alone: not where it lies in the system, nor who uses it.</summary>
    /// <param name="index">Its index, below <see cref="Count"/>.</param>
    /// <returns>The VF, its places null.</returns>
    /// <exception cref="VfIndexException">No such VF is enabled.</exception>
    /// <exception cref="KernelException">The kernel refused.</exception>
    /// <exception cref="MalformedTextException">An attribute reads otherwise than any driver writes it.</exception>
    public VirtualFunction ReadSettings(int index)
    {
        CheckIndex(index);
        if (_settings.TryGetValue(index, out var known)) return known;

        var vf = New(index);
        vf = _pf.LinkLayer == LinkLayer.InfiniBand ? WithInfinibandSettings(vf) : WithEthernetSettings(vf);
        return _settings[index] = _pf.IsSwitchdev ? WithPortFunction(vf) : vf;
    }

    /// <summary>Reads where one VF lies and what decides over its VLANs: not its other settings, nor who uses it.</summary>
    /// <exception cref="VfIndexException">No such VF is enabled.</exception>
    /// <exception cref="KernelException">The kernel refused.</exception>
    /// <exception cref="MalformedTextException">An attribute reads otherwise than any driver writes it.</exception>
    internal VirtualFunction ReadTagging(int index)
    {
        CheckIndex(index);
        return WithTagging(ReadPlace(index), _links.GetValueOrDefault(index), ReadConfig(index));
    }

    private void CheckIndex(int index)
    {
        if (index < 0 || index >= Count) throw new VfIndexException(_pf.Name, new VfIndexSet([index]), Count);
    }

    private VirtualFunction New(int index) => new()
    {
        Pf = _pf.Name,
        PfPciAddress = _pf.PciAddress,
        Index = index,
        LinkLayer = _pf.LinkLayer,
        Representor = PlainText.Of(_pf.Representors.GetValueOrDefault(index)),
    };

    /// <summary>A VF's devlink port; null in legacy mode.</summary>
    internal DevlinkPort? Port(int index) => _functions.Value.Port(_pf.PciAddress, index);

    /// <summary>The rate leaf of a VF's devlink port; null in legacy mode.</summary>
    internal DevlinkRate? Leaf(int index) => _functions.Value.Leaf(Port(index));

    /// <summary>What OFED's files hold of a VF besides its settings.</summary>
    /// <exception cref="KernelException">The kernel refused.</exception>
    internal IEnumerable<string> OfedLimits(int index, bool withPages)
    {
        if (_pf.Dialect != DriverDialect.Ofed || _pf.LinkLayer == LinkLayer.InfiniBand) yield break;
        if (withPages && Ports.OfedLimits.Pages(_host.KernelFiles, _pf.PciAddress, index) is { } pages) yield return pages;
        if (_pf.IsSwitchdev && Ports.OfedLimits.Meters(_host.KernelFiles, _pf.PciAddress, index) is { } meters) yield return meters;
    }

    // A list that the kernel cut is no loss where the OFED tree tells every VF's settings in its own file. On InfiniBand, where a kernel may tell no list at
    // all, the settings are unknown then, and can be set all the same: each is of a kind of its own.
    private Dictionary<int, VfLink> VfLinks()
    {
        var vfs = _pf.Link?.Vfs.ToDictionary(v => v.Index) ?? [];
        return _pf.VfListFault is { } cut && _pf.Dialect != DriverDialect.Ofed && !(cut.Listed is null && _pf.LinkLayer == LinkLayer.InfiniBand)
            ? throw cut
            : vfs;
    }

    private VirtualFunction WithPlace(VirtualFunction vf)
    {
        var place = ReadPlace(vf.Index);
        return vf with
        {
            PciAddress = place.PciAddress,
            Name = place.Name,
            RdmaDevice = place.RdmaDevice,
            Driver = place.Driver,
            IommuGroup = place.IommuGroup,
            NumaNode = place.NumaNode,
        };
    }

    /// <summary>Reads where a VF lies in the system, and so what it is called; not its settings, nor who uses it.</summary>
    /// <param name="index">Its index, below <see cref="Count"/>.</param>
    /// <returns>The VF, its settings null.</returns>
    /// <exception cref="VfIndexException">The VF is gone: the number of VFs was changed meanwhile.</exception>
    /// <exception cref="KernelException">The kernel refused.</exception>
    /// <exception cref="MalformedTextException">An attribute reads otherwise than any driver writes it.</exception>
    public VirtualFunction ReadPlace(int index)
    {
        if (_places.TryGetValue(index, out var known)) return known;
        var sysfs = _host.KernelFiles;
        var vf = New(index);
        if (sysfs.LinkedFunction($"{SysfsPath.Pci(_pf.PciAddress)}/virtfn{index}") is not { } address)
            return _pf.EnabledVfs() is var now && index >= now ? throw new VfIndexException(_pf.Name, new VfIndexSet([index]), now) : vf;

        var path = SysfsPath.Pci(address);
        return _places[index] = vf with
        {
            PciAddress = address,
            Name = PlainText.Of(sysfs.List($"{path}/net").Order(StringComparer.Ordinal).FirstOrDefault()),
            RdmaDevice = PlainText.Of(sysfs.List($"{path}/infiniband").FirstOrDefault()),
            Driver = sysfs.LinkedName($"{path}/driver"),
            IommuGroup = int.TryParse(sysfs.LinkedName($"{path}/iommu_group"), out var group) ? group : null,
            NumaNode = NumaNode.Read(sysfs, path),
        };
    }

    /// <summary>Tells who uses a VF of which it is known where it lies.</summary>
    internal VirtualFunction WithHolder(VirtualFunction place) => _holders.WithHolder(place);

    private VirtualFunction WithEthernetSettings(VirtualFunction vf)
    {
        var link = _links.GetValueOrDefault(vf.Index);
        var config = ReadConfig(vf.Index);
        return WithTagging(vf, link, config) with
        {
            MacAddress = link?.Mac ?? config?.Mac,
            SpoofCheck = link?.SpoofCheck ?? config?.SpoofCheck,
            Trust = link?.Trust ?? config?.Trust,
            LinkState = link?.LinkState ?? config?.LinkState,
            MinTxRate = link?.MinTxRate ?? config?.MinTxRate,
            MaxTxRate = link?.MaxTxRate ?? config?.MaxTxRate,
            RateGroup = GroupName(config),
            NodeGuid = ReadGuid(vf.Index, "node") ?? link?.NodeGuid,
        };
    }

    private VirtualFunction WithTagging(VirtualFunction vf, VfLink? link, OfedVfConfig? config)
    {
        var trunk = ReadTrunk(vf.Index, config);
        var vlanId = link?.VlanId ?? config?.VlanId;
        var qos = link?.Qos ?? config?.Qos;
        VlanMode? mode = config?.VgtPlus == OnOff.On || trunk is { Vlans.IsEmpty: false } ? VlanMode.VgtPlus
            : vlanId is null ? null
            : vlanId == 0 && qos is 0 or null ? VlanMode.Vgt
            : VlanMode.Vst;
        return vf with
        {
            VlanMode = mode,
            VlanId = vlanId,
            Qos = qos,
            VlanProtocol = mode == VlanMode.Vst ? link?.VlanProtocol ?? config?.VlanProtocol : null,
            Trunk = trunk,
        };
    }

    private VirtualFunction WithInfinibandSettings(VirtualFunction vf)
    {
        var link = _links.GetValueOrDefault(vf.Index);
        return vf with
        {
            NodeGuid = ReadGuid(vf.Index, "node") ?? link?.NodeGuid,
            PortGuid = ReadGuid(vf.Index, "port") ?? link?.PortGuid,
            Policy = ReadPolicy(vf.Index) ?? link?.LinkState,
        };
    }

    private VirtualFunction WithPortFunction(VirtualFunction vf)
    {
        var port = _functions.Value.Port(_pf.PciAddress, vf.Index);
        var leaf = _functions.Value.Leaf(port);

        // The link tells what the driver holds, whoever set it; the leaf what devlink was given, and it tells it without the uplink in this namespace.
        return vf with
        {
            MinTxRate = vf.MinTxRate ?? leaf?.TxShare,
            MaxTxRate = vf.MaxTxRate ?? leaf?.TxMax,
            MacAddress = port?.Function?.HardwareAddress ?? vf.MacAddress,
            Migratable = port?.Function?.Migratable,
            Representor = port?.NetDevice ?? vf.Representor,
            RateGroup = vf.RateGroup is null or RateGroup.UnnamedNode ? leaf?.Parent ?? vf.RateGroup : vf.RateGroup,
        };
    }

    private OfedVfConfig? ReadConfig(int index) => OfedText(index, "config", out var path) is { } text ? OfedVfConfig.Parse(text, path) : null;

    // Only OFED has trunks; where it says that a VF is not in VGT+, the file need not be read. (5.1-0.6.6 has trunks but does not say.)
    private VlanTrunk? ReadTrunk(int index, OfedVfConfig? config) => config switch
    {
        null => null,
        { VgtPlus: OnOff.Off } => new VlanTrunk(VlanSet.Empty, IsComplete: true),
        _ => OfedText(index, "trunk", out var path) is { } text ? OfedTrunk.Parse(text, path) : null,
    };

    private InfinibandGuid? ReadGuid(int index, string attribute) =>
        OfedText(index, attribute, out var path) is { } text ? OfedVport.ParseGuid(text, path) : null;

    private VfLinkState? ReadPolicy(int index) => OfedText(index, "policy", out var path) is { } text ? OfedVport.ParsePolicy(text, path) : null;

    private string? OfedText(int index, string attribute, out string path)
    {
        path = "";
        if (_pf.Dialect != DriverDialect.Ofed) return null;
        path = $"{OfedTree.Vf(_pf.PciAddress, index)}/{attribute}";
        return _host.KernelFiles.Read(path);
    }

    // Group 256 is the driver's number for a VF that sits in a devlink rate node; the node's name comes from devlink.
    private static string? GroupName(OfedVfConfig? config) => config?.RateGroup switch
    {
        null or OfedGroupConfig.None => null,
        OfedGroupConfig.DevlinkNode => RateGroup.UnnamedNode,
        var group => group.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
