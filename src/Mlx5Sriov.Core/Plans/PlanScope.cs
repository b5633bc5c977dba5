namespace Mlx5Sriov.Plans;

/// <summary>
/// What a plan locks while it runs: one or several physical functions, the host, an adapter's firmware, virtual machines. Its parts are in one order, the same
/// for every plan, so that two plans which lock the same things never wait for each other.
/// </summary>
public sealed class PlanScope : IEquatable<PlanScope>
{
    /// <summary>Creates a scope.</summary>
    /// <param name="parts">Its parts, in any order; one that is given twice counts once.</param>
    public PlanScope(IReadOnlyList<ScopePart> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        Parts = [.. parts.Distinct().OrderBy(part => part.Kind).ThenBy(part => part.Id, StringComparer.Ordinal)];
    }

    /// <summary>The parts, in the order in which they are locked.</summary>
    public IReadOnlyList<ScopePart> Parts { get; }

    /// <summary>The physical functions among them.</summary>
    public IReadOnlyList<PciAddress> Ports => [.. PortParts.Select(part => part.Port!.Value)];

    /// <summary>The parts that are physical functions.</summary>
    internal IEnumerable<ScopePart> PortParts => Parts.Where(part => part.Port is not null);

    /// <summary>The parts that are adapters' firmware.</summary>
    internal IEnumerable<ScopePart> FirmwareParts => Parts.Where(part => part.Kind == ScopeKind.Firmware);

    /// <summary>A physical function.</summary>
    /// <param name="address">Its PCI address.</param>
    /// <param name="name">Its name; null where it is not known yet.</param>
    /// <returns>The scope.</returns>
    public static PlanScope OfPort(PciAddress address, string? name = null) => new([new ScopePart(ScopeKind.Port, $"{address}") { Name = name }]);

    /// <summary>What is the host's alone.</summary>
    /// <returns>The scope.</returns>
    public static PlanScope OfHost() => new([new ScopePart(ScopeKind.Host, "")]);

    /// <summary>An adapter's firmware.</summary>
    /// <param name="address">The PCI address of the adapter's first physical function.</param>
    /// <returns>The scope.</returns>
    public static PlanScope OfFirmware(PciAddress address) => new([new ScopePart(ScopeKind.Firmware, $"{address}")]);

    /// <summary>A virtual machine.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The scope.</returns>
    public static PlanScope OfMachine(string name) => new([new ScopePart(ScopeKind.Machine, name)]);

    /// <summary>Both scopes together.</summary>
    /// <param name="other">The other scope.</param>
    /// <returns>The scope.</returns>
    public PlanScope And(PlanScope other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new PlanScope([.. Parts, .. other.Parts]);
    }

    /// <summary>Whether another scope has a part of this one.</summary>
    internal bool Overlaps(PlanScope other) => Parts.Intersect(other.Parts).Any();

    /// <inheritdoc/>
    public bool Equals(PlanScope? other) => other is not null && Parts.SequenceEqual(other.Parts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PlanScope);

    /// <inheritdoc/>
    public override int GetHashCode() => Parts.Aggregate(0, HashCode.Combine);

    /// <summary>What messages call it: the names of its parts.</summary>
    internal string Names => string.Join(", ", Parts);

    /// <summary>Reads the text that <see cref="ToString"/> gives.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The scope.</returns>
    /// <exception cref="FormatException">It is no such text.</exception>
    public static PlanScope Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 0
            ? throw new FormatException("An empty text names nothing that could be locked.")
            : new PlanScope([.. text.Split(", ").Select(ScopePart.Parse)]);
    }

    /// <summary>What is locked, each with its name.</summary>
    /// <returns><c>0000:05:00.0 (eth2)</c>, or <c>0000:05:00.0 (eth2), 0000:05:00.1 (eth3)</c>.</returns>
    public override string ToString() => string.Join(", ", Parts.Select(part => part.Text));
}
