using FsCheck.Xunit;

namespace Mlx5Sriov.Tests.Addressing;

[Properties(Arbitrary = [typeof(Generators)])]
public class AddressProperties
{
    [Property]
    public bool A_pci_address_reads_back_as_printed(PciAddress address) =>
        PciAddress.Parse(address.ToString()) == address && PciAddress.Parse(address.ToString().ToUpperInvariant()) == address;

    [Property]
    public bool A_mac_address_reads_back_as_printed(MacAddress address) =>
        MacAddress.Parse(address.ToString()) == address && MacAddress.Parse(address.ToString().ToUpperInvariant().Replace(':', '-')) == address;

    [Property]
    public bool A_guid_reads_back_as_printed(InfinibandGuid guid) =>
        InfinibandGuid.Parse(guid.ToString()) == guid && guid.ToString().Length == 23;

    [Property]
    public bool A_guid_reads_without_leading_zeros(InfinibandGuid guid) =>
        InfinibandGuid.Parse(guid.ToString().Replace(":0", ":", StringComparison.Ordinal)) == guid;

    [Property]
    public bool A_range_reads_back_as_printed(VlanRange range) => VlanRange.Parse(range.ToString()) == range;

    [Property]
    public bool A_pci_address_is_ordered_as_its_parts(PciAddress a, PciAddress b) => IsOrdered(a, b)
        && Math.Sign(a.CompareTo(b)) == Math.Sign((a.Domain, a.Bus, a.Device, a.Function).CompareTo((b.Domain, b.Bus, b.Device, b.Function)))
        && ((a < b), (a > b), (a <= b), (a >= b)) == Compared(a, b);

    [Property]
    public bool A_mac_address_is_ordered_as_its_text(MacAddress a, MacAddress b) => IsOrdered(a, b)
        && Math.Sign(a.CompareTo(b)) == Math.Sign(string.CompareOrdinal(a.ToString(), b.ToString()))
        && ((a < b), (a > b), (a <= b), (a >= b)) == Compared(a, b);

    [Property]
    public bool A_guid_is_ordered_as_its_text(InfinibandGuid a, InfinibandGuid b) => IsOrdered(a, b)
        && Math.Sign(a.CompareTo(b)) == Math.Sign(string.CompareOrdinal(a.ToString(), b.ToString()))
        && ((a < b), (a > b), (a <= b), (a >= b)) == Compared(a, b);

    [Property]
    public bool A_rate_is_ordered_as_its_bits(Bandwidth a, Bandwidth b) => IsOrdered(a, b)
        && Math.Sign(a.CompareTo(b)) == a.BitsPerSecond.CompareTo(b.BitsPerSecond)
        && ((a < b), (a > b), (a <= b), (a >= b)) == Compared(a, b);

    /// <summary>What the four operators must say.</summary>
    private static (bool Less, bool Greater, bool LessOrEqual, bool GreaterOrEqual) Compared<T>(T a, T b)
        where T : IComparable<T> => (a.CompareTo(b) < 0, a.CompareTo(b) > 0, a.CompareTo(b) <= 0, a.CompareTo(b) >= 0);

    /// <summary>Equal exactly when neither comes first, the same either way round, alike through the untyped interface, and equal values hash alike.</summary>
    private static bool IsOrdered<T>(T a, T b)
        where T : struct, IComparable<T>, IComparable, IEquatable<T> =>
        (a.CompareTo(b) == 0) == a.Equals(b)
        && Math.Sign(a.CompareTo(b)) == -Math.Sign(b.CompareTo(a))
        && a.CompareTo((object)b) == a.CompareTo(b)
        && (!a.Equals(b) || a.GetHashCode() == b.GetHashCode())
        && a.CompareTo(a) == 0
        && a.CompareTo(null) > 0
        && Assert.Throws<ArgumentException>(() => a.CompareTo("text")) is not null;
}
