using System.Text.Json.Serialization;

namespace Mlx5Sriov.Changes;

/// <summary>
/// What a plan locks while it runs: one or several physical functions, the host, an adapter's firmware, virtual machines. Its parts are in one order, the same
/// for every plan, so that two plans which lock the same things never wait for each other.
/// </summary>
public sealed class PlanScope : IEquatable<PlanScope>
{
    /// <summary>Creates a scope.</summary>
    /// <param name="parts">Its parts, in any order; one that is given twice counts once.</param>
    [JsonConstructor]
    public PlanScope(IReadOnlyList<ScopePart> parts)
    {
        // What a damaged file lacks is null here, whatever the type says.
        Parts = [.. (parts ?? []).OfType<ScopePart>().Distinct().OrderBy(part => part.Kind).ThenBy(part => part.Id, StringComparer.Ordinal)];
    }

    /// <summary>The parts, in the order in which they are locked.</summary>
    public IReadOnlyList<ScopePart> Parts { get; }

    /// <summary>The physical functions among them.</summary>
    [JsonIgnore]
    public IReadOnlyList<PciAddress> Ports => [.. Parts.Select(part => part.Port).OfType<PciAddress>()];

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

    /// <summary>Whether it has parts, and all of them can be locked: one that was read from a file may not.</summary>
    internal bool IsWhole => Parts.Count > 0 && Parts.All(part => part is { Id: not null } && (part.Kind != ScopeKind.Port || part.Port is not null));

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

    /// <summary>What is locked.</summary>
    /// <returns><c>0000:05:00.0</c>, or <c>0000:05:00.0, 0000:05:00.1</c>.</returns>
    public override string ToString() => string.Join(", ", Parts.Select(part => (part with { Name = null }).ToString()));
}
