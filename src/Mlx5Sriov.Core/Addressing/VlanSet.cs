using System.ComponentModel;

namespace Mlx5Sriov.Addressing;

/// <summary>
/// A set of VLAN ids, kept as ascending ranges that neither touch nor overlap, so that equal sets print alike: <c>4-15,17</c>.
/// </summary>
/// <remarks>It is no <c>IEnumerable</c>: PowerShell would unroll it in a pipeline and print it as <c>4-15 17</c>, which does not read back.</remarks>
[TypeConverter(typeof(ListConverter<VlanSet>))]
public sealed class VlanSet : IEquatable<VlanSet>, IListText<VlanSet>
{
    private readonly VlanRange[] _ranges;

    /// <summary>Creates a set.</summary>
    /// <param name="ranges">Its ranges, in any order, overlapping or not.</param>
    public VlanSet(IEnumerable<VlanRange> ranges)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        var joined = new List<VlanRange>();
        foreach (var range in ranges.OrderBy(r => r.First))
        {
            if (joined.Count > 0 && range.First <= joined[^1].Last + 1)
                joined[^1] = new VlanRange(joined[^1].First, Math.Max(joined[^1].Last, range.Last));
            else
                joined.Add(range);
        }

        _ranges = [.. joined];
    }

    /// <summary>Creates a set of single ids.</summary>
    /// <param name="ids">The ids, 0-4095.</param>
    /// <exception cref="ArgumentOutOfRangeException">An id is out of range.</exception>
    public VlanSet(IEnumerable<int> ids)
        : this(ids.Select(id => new VlanRange(id, id)))
    {
    }

    /// <summary>The set of no VLAN.</summary>
    public static VlanSet Empty { get; } = new(Array.Empty<VlanRange>());

    /// <summary>How many ids.</summary>
    public int IdCount => _ranges.Sum(r => r.Count);

    /// <summary>Whether there is no id.</summary>
    public bool IsEmpty => _ranges.Length == 0;

    /// <summary>The ranges, ascending, as few as there can be.</summary>
    public IReadOnlyList<VlanRange> Ranges => _ranges;

    /// <summary>The ids, ascending.</summary>
    public IEnumerable<int> Ids => _ranges.SelectMany(r => Enumerable.Range(r.First, r.Count));

    /// <summary>Reads a set.</summary>
    /// <param name="text">Ids and ranges parted by commas (<c>4-15,17</c>), in any order, blanks around them ignored; empty for no VLAN.</param>
    /// <returns>The set.</returns>
    /// <exception cref="FormatException">A part is no id or range of 0-4095, or the list is one that the driver cut; the message says so.</exception>
    public static VlanSet Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.TrimEnd().EndsWith("...", StringComparison.Ordinal))
            throw new FormatException($"'{text}' is only the beginning of a list that the driver cut: write all VLANs of it.");
        return string.IsNullOrWhiteSpace(text) ? Empty : new VlanSet(text.Split(',').Select(VlanRange.Parse));
    }

    /// <summary>Whether an id is in the set.</summary>
    /// <param name="id">The id.</param>
    /// <returns>True if it is.</returns>
    public bool Contains(int id) => _ranges.Any(r => id >= r.First && id <= r.Last);

    /// <summary>Whether every id of another set is in this one.</summary>
    /// <param name="other">The other set.</param>
    /// <returns>True if so.</returns>
    public bool Contains(VlanSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.Except(this).IsEmpty;
    }

    /// <summary>The ids of either set.</summary>
    /// <param name="other">The other set.</param>
    /// <returns>The union.</returns>
    public VlanSet Union(VlanSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new VlanSet(_ranges.Concat(other._ranges));
    }

    /// <summary>The ids of this set that are not in another.</summary>
    /// <param name="other">The other set.</param>
    /// <returns>The difference.</returns>
    public VlanSet Except(VlanSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (IsEmpty || other.IsEmpty) return this;
        var left = new List<VlanRange>();
        var at = 0;
        foreach (var range in _ranges)
        {
            var next = range.First;
            while (at < other._ranges.Length && other._ranges[at].Last < range.First) at++;

            // A cut that goes beyond this range may cut the next one too.
            for (var i = at; i < other._ranges.Length && other._ranges[i].First <= range.Last; i++)
            {
                var cut = other._ranges[i];
                if (cut.First > next) left.Add(new VlanRange(next, cut.First - 1));
                next = cut.Last + 1;
            }

            if (next <= range.Last) left.Add(new VlanRange(next, range.Last));
        }

        return new VlanSet(left);
    }

    /// <summary>The ids of this set that are in a range: looked up, not compared with every range.</summary>
    internal VlanSet Within(VlanRange room)
    {
        var (low, high) = (0, _ranges.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_ranges[middle].Last < room.First) low = middle + 1;
            else high = middle;
        }

        var inside = _ranges.Skip(low).TakeWhile(r => r.First <= room.Last);
        return new VlanSet(inside.Select(r => new VlanRange(Math.Max(r.First, room.First), Math.Min(r.Last, room.Last))));
    }

    /// <summary>Whether both hold the same ids, or are both null.</summary>
    public static bool operator ==(VlanSet? left, VlanSet? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether one holds an id that the other does not.</summary>
    public static bool operator !=(VlanSet? left, VlanSet? right) => !(left == right);

    /// <inheritdoc/>
    public bool Equals(VlanSet? other) => other is not null && _ranges.AsSpan().SequenceEqual(other._ranges);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VlanSet);

    /// <inheritdoc/>
    public override int GetHashCode() => _ranges.Aggregate(0, HashCode.Combine);

    /// <summary>The set as it is read.</summary>
    /// <returns><c>4-15,17</c>; empty for no VLAN.</returns>
    public override string ToString() => string.Join(',', _ranges);
}
