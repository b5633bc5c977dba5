using System.Globalization;
using System.Text;

namespace Mlx5Sriov.Plans;

/// <summary>One thing that a plan locks.</summary>
/// <param name="Kind">What kind of thing it is.</param>
/// <param name="Id">The PCI address or the name by which it is locked; empty for the host.</param>
public sealed record ScopePart(ScopeKind Kind, string Id)
{
    /// <summary>What messages call it: a physical function's name; null where only its id is known.</summary>
    public string? Name { get; init; }

    /// <summary>The name of its lock, which is a file's name too.</summary>
    internal string Lock => Kind switch
    {
        ScopeKind.Port => Id,
        ScopeKind.Host => "host",
        ScopeKind.Firmware => $"firmware-{Id}",
        _ => $"machine-{Plain(Id)}",
    };

    /// <summary>The physical function's address; null where it is no physical function.</summary>
    internal PciAddress? Port => Kind == ScopeKind.Port && PciAddress.TryParse(Id, out var address) ? address : null;

    /// <summary>Whether the other is the same thing; what it is called does not count.</summary>
    /// <param name="other">The other.</param>
    /// <returns>Whether both lock the same.</returns>
    public bool Equals(ScopePart? other) => other is not null && (Kind, Id) == (other.Kind, other.Id);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Id);

    /// <summary>Reads the text that <see cref="Text"/> gives.</summary>
    /// <exception cref="FormatException">It is no such text.</exception>
    internal static ScopePart Parse(string text)
    {
        var (id, name) = text.IndexOf(" (", StringComparison.Ordinal) is var at and > 0 && text.EndsWith(')') ? (text[..at], text[(at + 2)..^1]) : (text, null);
        var part = id == "host" ? new ScopePart(ScopeKind.Host, "")
            : Rest(id, "firmware-") is { } adapter ? new ScopePart(ScopeKind.Firmware, $"{PciAddress.Parse(adapter)}")
            : Rest(id, "machine-") is { Length: > 0 } machine ? new ScopePart(ScopeKind.Machine, Named(machine))
            : new ScopePart(ScopeKind.Port, $"{PciAddress.Parse(id)}");
        return part with { Name = name };
    }

    /// <summary>The part as a text that can be read back: its lock, and its name where it has one.</summary>
    internal string Text => Name is null ? Lock : $"{Lock} ({Name})";

    /// <summary>The part as messages name it.</summary>
    /// <returns><c>eth2</c>, <c>this host</c>, <c>the firmware of 0000:05:00.0</c>, <c>web01</c>.</returns>
    public override string ToString() => Name ?? Kind switch
    {
        ScopeKind.Host => "this host",
        ScopeKind.Firmware => $"the firmware of {Id}",
        _ => Id,
    };

    private static string? Rest(string text, string start) => text.StartsWith(start, StringComparison.Ordinal) ? text[start.Length..] : null;

    private static string Named(string plain)
    {
        var octets = new List<byte>();
        for (var at = 0; at < plain.Length; at++)
        {
            if (plain[at] != '_') octets.Add((byte)plain[at]);
            else if (at + 2 < plain.Length && PlainNumber.TryParseHex(plain.AsSpan(at + 1, 2), out byte octet))
            {
                octets.Add(octet);
                at += 2;
            }
            else throw new FormatException($"'machine-{plain}' is no name of a lock.");
        }

        return Encoding.UTF8.GetString([.. octets]);
    }

    // A lock is a file in one folder, and a machine may have any name.
    private static string Plain(string name) => string.Concat(Encoding.UTF8.GetBytes(name).Select(octet =>
        char.IsAsciiLetterOrDigit((char)octet) || octet == '-' ? $"{(char)octet}" : string.Create(CultureInfo.InvariantCulture, $"_{octet:x2}")));
}
