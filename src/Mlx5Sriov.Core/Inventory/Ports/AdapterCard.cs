namespace Mlx5Sriov.Inventory.Ports;

/// <summary>A card: the physical functions that one firmware runs.</summary>
public sealed class AdapterCard
{
    internal AdapterCard(IReadOnlyList<PfSite> ports) => Ports = ports;

    /// <summary>Its physical functions, in bus order.</summary>
    public IReadOnlyList<PfSite> Ports { get; }

    /// <summary>The PCI address of the first of them, by which the card is locked.</summary>
    public PciAddress PciAddress => Ports[0].PciAddress;

    /// <summary>The names of its physical functions.</summary>
    /// <returns><c>eth2, eth3</c>.</returns>
    public override string ToString() => string.Join(", ", Ports.Select(port => port.Name));

    /// <summary>The card of a physical function: all that have its serial number, or where that is not told, all in its slot.</summary>
    /// <param name="site">The physical function.</param>
    /// <param name="sites">All physical functions of the host, in bus order.</param>
    /// <param name="serialOf">The serial number that devlink tells of one; null for none.</param>
    internal static AdapterCard Of(PfSite site, IEnumerable<PfSite> sites, Func<PfSite, string?> serialOf)
    {
        var serial = new Lazy<string?>(() => serialOf(site));
        return new AdapterCard([.. sites.Where(other =>
            IsInSlot(other.PciAddress, site.PciAddress) || (serial.Value is { Length: > 0 } own && serialOf(other) == own)).DefaultIfEmpty(site)]);
    }

    /// <summary>Whether two functions are those of one PCI device.</summary>
    internal static bool IsInSlot(PciAddress one, PciAddress other) => (one.Domain, one.Bus, one.Device) == (other.Domain, other.Bus, other.Device);
}
