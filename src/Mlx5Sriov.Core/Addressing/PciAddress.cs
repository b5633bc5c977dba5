using System.Globalization;

namespace Mlx5Sriov.Addressing;

/// <summary>A PCI function's address: <c>0000:05:00.2</c>. Read with or without the domain; ordered as the bus is.</summary>
/// <param name="Domain">The domain (segment), 0-0x7FFFFFFF; beyond 0xFFFF for bridges such as Intel VMD.</param>
/// <param name="Bus">The bus, 0-255.</param>
/// <param name="Device">The device (slot), 0-31.</param>
/// <param name="Function">The function, 0-7.</param>
/// <exception cref="ArgumentOutOfRangeException">A part is out of range.</exception>
public readonly record struct PciAddress(int Domain, byte Bus, byte Device, byte Function) : IComparable<PciAddress>, IComparable
{
    /// <summary>The domain (segment), 0-0x7FFFFFFF.</summary>
    public int Domain { get; } = Domain >= 0 ? Domain : throw new ArgumentOutOfRangeException(nameof(Domain), Domain, "A PCI domain is zero or more.");

    /// <summary>The device (slot), 0-31.</summary>
    public byte Device { get; } = Device <= 31 ? Device : throw new ArgumentOutOfRangeException(nameof(Device), Device, "A PCI device is 0-31.");

    /// <summary>The function, 0-7.</summary>
    public byte Function { get; } = Function <= 7 ? Function : throw new ArgumentOutOfRangeException(nameof(Function), Function, "A PCI function is 0-7.");

    /// <summary>Reads an address.</summary>
    /// <param name="text"><c>0000:05:00.2</c> or <c>05:00.2</c>, hexadecimal in either case.</param>
    /// <returns>The address.</returns>
    /// <exception cref="FormatException">The text is no address; the message says what is accepted.</exception>
    public static PciAddress Parse(string text) => TryParse(text, out var address)
        ? address
        : throw new FormatException($"'{text}' is not a PCI address: write DDDD:BB:DD.F in hexadecimal, such as 0000:05:00.2, or BB:DD.F for domain 0000.");

    /// <summary>Reads an address, if it is one.</summary>
    /// <param name="text">As for <see cref="Parse"/>.</param>
    /// <param name="address">The address.</param>
    /// <returns>Whether the text is an address.</returns>
    public static bool TryParse(string? text, out PciAddress address)
    {
        address = default;
        var parts = (text ?? "").Trim().Split(':');
        if (parts.Length == 2) parts = ["0000", .. parts];
        if (parts.Length != 3) return false;
        var slot = parts[2].Split('.');
        if (slot.Length != 2
            || !Hex(parts[0], 4, 8, int.MaxValue, out var domain)
            || !Hex(parts[1], 2, 2, 255, out var bus)
            || !Hex(slot[0], 2, 2, 31, out var device)
            || !Hex(slot[1], 1, 1, 7, out var function))
            return false;
        address = new PciAddress((int)domain, (byte)bus, (byte)device, (byte)function);
        return true;
    }

    /// <summary>The address as the kernel writes it.</summary>
    /// <returns><c>0000:05:00.2</c>.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Domain:x4}:{Bus:x2}:{Device:x2}.{Function:x1}");

    /// <inheritdoc/>
    public int CompareTo(PciAddress other) => Order.CompareTo(other.Order);

    /// <inheritdoc/>
    public int CompareTo(object? obj) =>
        obj is null ? 1 : obj is PciAddress other ? CompareTo(other) : throw new ArgumentException($"{obj} is no PciAddress.", nameof(obj));

    /// <summary>Bus order.</summary>
    public static bool operator <(PciAddress left, PciAddress right) => left.CompareTo(right) < 0;

    /// <summary>Bus order.</summary>
    public static bool operator >(PciAddress left, PciAddress right) => left.CompareTo(right) > 0;

    /// <summary>Bus order.</summary>
    public static bool operator <=(PciAddress left, PciAddress right) => left.CompareTo(right) <= 0;

    /// <summary>Bus order.</summary>
    public static bool operator >=(PciAddress left, PciAddress right) => left.CompareTo(right) >= 0;

    private long Order => ((long)Domain << 16) | ((long)Bus << 8) | ((long)Device << 3) | Function;

    private static bool Hex(string text, int minLength, int maxLength, uint max, out uint value)
    {
        value = 0;
        return text.Length >= minLength && text.Length <= maxLength && PlainNumber.TryParseHex(text, out value) && value <= max;
    }
}
