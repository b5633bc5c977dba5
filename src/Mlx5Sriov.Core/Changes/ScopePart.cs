using System.Globalization;
using System.Text;

namespace Mlx5Sriov.Changes;

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

    /// <summary>The part as messages name it.</summary>
    /// <returns><c>eth2</c>, <c>this host</c>, <c>the firmware of 0000:05:00.0</c>, <c>web01</c>.</returns>
    public override string ToString() => Name ?? Kind switch
    {
        ScopeKind.Host => "this host",
        ScopeKind.Firmware => $"the firmware of {Id}",
        _ => Id,
    };

    // A lock is a file in one folder, and a machine may have any name.
    private static string Plain(string name) => string.Concat(Encoding.UTF8.GetBytes(name).Select(octet =>
        char.IsAsciiLetterOrDigit((char)octet) || octet == '-' ? $"{(char)octet}" : string.Create(CultureInfo.InvariantCulture, $"_{octet:x2}")));
}
