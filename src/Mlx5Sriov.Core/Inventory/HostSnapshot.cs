using Mlx5Sriov.Firmware;
using Mlx5Sriov.Inventory.Filters;
using Mlx5Sriov.Inventory.Groups;
using Mlx5Sriov.Inventory.Holders;
using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Inventory.Vfs;
using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Rates;
using Mlx5Sriov.Sysfs;

namespace Mlx5Sriov.Inventory;

/// <summary>
/// A host as it is now, read once for a whole pipeline: its physical functions, and on demand everything about them and their VFs.
/// Nothing is written.
/// </summary>
public sealed class HostSnapshot
{
    private readonly SriovHost _host;
    private readonly Lazy<(IReadOnlyList<PfSite> Sites, IReadOnlyList<UnreadableFunction> Unreadable)> _found;
    private readonly Lazy<DevlinkFunctions> _functions;
    private readonly VfHolders _holders;
    private readonly Dictionary<PciAddress, PfSite> _sites = [];
    private readonly Dictionary<PciAddress, VirtualFunctionReader> _readers = [];
    private readonly Dictionary<PciAddress, IReadOnlyList<RateGroup>> _groups = [];
    private readonly Dictionary<string, FirmwareReading> _firmware = [];
    private readonly Dictionary<PciAddress, FirmwareWords> _words = [];

    /// <summary>Prepares a snapshot; what is asked of it is read then, once.</summary>
    /// <param name="host">The host.</param>
    /// <param name="tell">Told of the <see cref="Unreadable"/> functions when the bus is looked at; null for nobody.</param>
    public HostSnapshot(SriovHost host, Action<UnreadableFunction>? tell = null)
    {
        ArgumentNullException.ThrowIfNull(host);
        _host = host;
        _found = new(() =>
        {
            var found = PfDiscovery.Find(host, SiteIfAny);
            foreach (var function in found.Unreadable) tell?.Invoke(function);
            return found;
        });
        _functions = new(() => DevlinkFunctions.Read(host.Devlink));
        _holders = new VfHolders(host);
    }

    /// <summary>Which host it is of.</summary>
    public HostIdentity Host => _host.Identity;

    /// <summary>The seams by which it is read, for what is no part of it: journals.</summary>
    internal SriovHost Seams => _host;

    /// <summary>The mlx5 physical functions, in bus order.</summary>
    /// <exception cref="KernelException">The kernel refused.</exception>
    public IReadOnlyList<PfSite> Sites => _found.Value.Sites;

    /// <summary>The PCI functions of which it could not be told whether they are among <see cref="Sites"/>.</summary>
    /// <exception cref="KernelException">The kernel refused.</exception>
    public IReadOnlyList<UnreadableFunction> Unreadable => _found.Value.Unreadable;

    /// <summary>The physical function at an address, found without a look at the rest of the bus.</summary>
    /// <param name="address">Its PCI address.</param>
    /// <returns>The physical function.</returns>
    /// <exception cref="PfNotFoundException">There is none at that address any more.</exception>
    /// <exception cref="KernelException">The kernel refused.</exception>
    public PfSite Site(PciAddress address) => SiteIfAny(address)
        ?? throw (Sites.Count == 0 ? NoAdapter() : new PfNotFoundException($"{address}", [], [.. Sites.Select(s => s.Name)]));

    /// <summary>The physical function that a name leads straight to, without a look at the rest of the bus.</summary>
    /// <param name="name">Its net device, PCI address (with or without the domain) or RDMA device.</param>
    /// <returns>The physical function; null where the name may still be one's, as alternative names are, or is that of several.</returns>
    public PfSite? SiteNamed(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length == 0 || name.AsSpan().IndexOfAny('/', '\0') >= 0) return null;
        try
        {
            // A net device of one may have the name of another's RDMA device.
            PfSite[] named = [.. Addresses().Distinct().Select(SiteIfAny).OfType<PfSite>().Where(site => site.Names.Contains(name))];
            return named is [var only] ? only : null;
        }
        catch (SriovException)
        {
            // What cannot be read is told by who looks at the bus.
            return null;
        }

        IEnumerable<PciAddress> Addresses()
        {
            if (PciAddress.TryParse(name, out var own)) yield return own;
            foreach (var device in new[] { SysfsPath.NetDevice(name), SysfsPath.RdmaDevice(name) })
            {
                if (PciAddress.TryParse(_host.KernelFiles.LinkedName($"{device}/device"), out var address)) yield return address;
            }
        }
    }

    /// <summary>The physical function that a VF is of.</summary>
    /// <param name="vf">The VF's PCI address.</param>
    /// <returns>The physical function's address; null where there is no such VF.</returns>
    public PciAddress? PfOf(PciAddress vf) => _host.KernelFiles.LinkedFunction($"{SysfsPath.Pci(vf)}/physfn");

    /// <summary>The address of a VF.</summary>
    /// <param name="pf">The physical function's PCI address.</param>
    /// <param name="vf">The VF's index.</param>
    /// <returns>The VF's PCI address; null where it is not there.</returns>
    public PciAddress? AddressOf(PciAddress pf, int vf) => _host.KernelFiles.LinkedFunction($"{SysfsPath.Pci(pf)}/virtfn{vf}");

    /// <summary>The net devices that a bond has.</summary>
    /// <param name="name">The bond's name.</param>
    /// <returns>Their names; empty where the name is no bond's.</returns>
    /// <remarks>Documentation/networking/bonding.rst: <c>/sys/class/net/bond0/bonding/slaves</c>.</remarks>
    public IReadOnlyList<string> BondOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length == 0 || name.AsSpan().IndexOfAny('/', '\0') >= 0) return [];
        return _host.KernelFiles.ReadValueIfAny($"{SysfsPath.NetDevice(name)}/bonding/slaves")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
    }

    /// <summary>Why there is no physical function at all.</summary>
    /// <returns>The refusal: no adapter, or a guest that has only virtual functions.</returns>
    public NoAdapterException NoAdapter() => new(PfDiscovery.GuestVfs(_host.KernelFiles));

    /// <summary>What messages call the physical function at an address.</summary>
    /// <param name="address">Its PCI address.</param>
    /// <returns>Its name; the address where it is gone or cannot be read.</returns>
    public string NameOf(PciAddress address)
    {
        try
        {
            return SiteIfAny(address)?.Name ?? $"{address}";
        }
        catch (SriovException)
        {
            return $"{address}";
        }
    }

    /// <summary>Reads everything about a physical function.</summary>
    /// <param name="site">One of <see cref="Sites"/>.</param>
    /// <returns>The physical function.</returns>
    /// <exception cref="KernelException">The kernel refused.</exception>
    /// <exception cref="MalformedTextException">An attribute reads otherwise than any driver writes it.</exception>
    public PhysicalFunction Read(PfSite site) => PhysicalFunctionReader.Read(_host, site);

    /// <summary>Opens a physical function's VFs for reading: one request for the settings of them all.</summary>
    /// <param name="site">One of <see cref="Sites"/>.</param>
    /// <returns>A reader of its VFs.</returns>
    /// <exception cref="DriverNotLoadedException">No driver is bound to the physical function.</exception>
    /// <exception cref="VfListIncompleteException">The kernel's VF list was cut, and no OFED tree completes it.</exception>
    /// <exception cref="KernelException">The kernel refused.</exception>
    /// <exception cref="MalformedTextException">An attribute reads otherwise than any driver writes it.</exception>
    public VirtualFunctionReader OpenVfs(PfSite site)
    {
        ArgumentNullException.ThrowIfNull(site);
        return _readers.TryGetValue(site.PciAddress, out var reader)
            ? reader
            : _readers[site.PciAddress] = new VirtualFunctionReader(_host, site, _functions, _holders);
    }

    /// <summary>The devlink ports of a physical function's e-switch that are no VF's of this host.</summary>
    /// <exception cref="KernelException">The kernel refused.</exception>
    internal IEnumerable<DevlinkPort> OtherPorts(PfSite site) => _functions.Value.Others(site.PciAddress);

    /// <summary>The packet filters on the net devices of a physical function's e-switch.</summary>
    /// <exception cref="KernelException">The kernel refused.</exception>
    internal FilteredPorts Filters(PfSite site) => site.IsSwitchdev
        ? FilteredPorts.Read(_host, site, OpenVfs(site), OtherPorts(site))
        : FilteredPorts.Read(_host, site, null, []);

    /// <summary>A net device of the host, such as a VF's own.</summary>
    /// <exception cref="KernelException">The kernel refused.</exception>
    internal NetworkLink? Link(string name) => _host.IpLink.Find(name);

    /// <summary>Reads a physical function's rate groups, once.</summary>
    /// <param name="site">One of <see cref="Sites"/>.</param>
    /// <returns>OFED's groups by number, then devlink's nodes by name; empty where the driver, the mode or the firmware has none.</returns>
    /// <exception cref="DriverNotLoadedException">No driver is bound to the physical function.</exception>
    /// <exception cref="VfListIncompleteException">The kernel's VF list was cut, and no OFED tree completes it.</exception>
    /// <exception cref="KernelException">The kernel refused.</exception>
    /// <exception cref="MalformedTextException">An attribute reads otherwise than any driver writes it.</exception>
    public IReadOnlyList<RateGroup> Groups(PfSite site)
    {
        ArgumentNullException.ThrowIfNull(site);
        return _groups.TryGetValue(site.PciAddress, out var groups)
            ? groups
            : _groups[site.PciAddress] = RateGroupReader.Read(_host, site, OpenVfs(site), _functions);
    }

    /// <summary>Opens the counters of a physical function's VFs: where rtnetlink tells them, one request for them all.</summary>
    /// <param name="site">One of <see cref="Sites"/>.</param>
    /// <returns>A reader of its VFs' counters.</returns>
    /// <exception cref="DriverNotLoadedException">No driver is bound to the physical function.</exception>
    /// <exception cref="CountersUnavailableException">Nothing here tells the counters.</exception>
    /// <exception cref="VfListIncompleteException">The kernel's VF list was cut, and no OFED tree completes it.</exception>
    /// <exception cref="KernelException">The kernel refused.</exception>
    /// <exception cref="MalformedTextException">An attribute reads otherwise than any driver writes it.</exception>
    public VfStatisticReader OpenStatistics(PfSite site) => new(_host, site, OpenVfs(site));

    /// <summary>Reads all that decides what a physical function's VFs get when they share its bandwidth.</summary>
    /// <param name="site">One of <see cref="Sites"/>.</param>
    /// <returns>The port's speed (zero where the host does not tell it), its groups and its VFs.</returns>
    /// <exception cref="RefusedSettingException">It is an InfiniBand port, whose VFs have no rates.</exception>
    /// <exception cref="DriverNotLoadedException">No driver is bound to the physical function.</exception>
    /// <exception cref="VfListIncompleteException">The kernel's VF list was cut, and no OFED tree completes it.</exception>
    /// <exception cref="KernelException">The kernel refused.</exception>
    /// <exception cref="MalformedTextException">An attribute reads otherwise than any driver writes it.</exception>
    public PortRates Rates(PfSite site)
    {
        ArgumentNullException.ThrowIfNull(site);
        return PortRatesReader.Read(_host, site, OpenVfs(site), Groups(site));
    }

    /// <summary>The card that a physical function is of.</summary>
    /// <param name="site">One of <see cref="Sites"/>.</param>
    /// <returns>The card, with all its physical functions.</returns>
    /// <remarks>Functions of one serial number (devlink dev info) are of one card, as with Socket Direct; else those in one slot.</remarks>
    /// <exception cref="KernelException">The kernel refused.</exception>
    public AdapterCard Card(PfSite site)
    {
        ArgumentNullException.ThrowIfNull(site);
        return AdapterCard.Of(site, Sites, port => port.IsDriven ? _host.Devlink.Info(port.PciAddress)?.SerialNumber : null);
    }

    /// <summary>Reads settings of a physical function's firmware, once.</summary>
    /// <param name="site">One of <see cref="Sites"/>.</param>
    /// <param name="names">The settings; empty for all.</param>
    /// <exception cref="SriovException">There is no tool, or it cannot read them.</exception>
    internal FirmwareReading Firmware(PfSite site, IReadOnlyList<string> names)
    {
        var key = $"{site.PciAddress} {string.Join(' ', names)}";
        return _firmware.TryGetValue(key, out var reading) ? reading : _firmware[key] = FirmwareTool.Query(_host, site.Name, site.PciAddress, names);
    }

    /// <summary>Reads which words the settings of a physical function's firmware can have, once.</summary>
    /// <param name="site">One of <see cref="Sites"/>.</param>
    /// <exception cref="SriovException">There is no tool.</exception>
    internal FirmwareWords FirmwareWords(PfSite site) =>
        _words.TryGetValue(site.PciAddress, out var words) ? words : _words[site.PciAddress] = FirmwareTool.Words(_host, site.PciAddress);

    // Remembered, so that all who ask share what is read of it.
    private PfSite? SiteIfAny(PciAddress address)
    {
        if (_sites.TryGetValue(address, out var known)) return known;
        return PfDiscovery.At(_host, address) is { } site ? _sites[address] = site : null;
    }

    /// <summary>The only driver that a function may be bound to; empty for any.</summary>
    internal string DriverOverrideOf(PciAddress function) => DriverOverride.Read(_host.KernelFiles, function);
}
