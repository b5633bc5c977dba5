using System.ComponentModel;
using System.Globalization;

namespace Mlx5Sriov.Addressing;

/// <summary>VF indexes: <c>3</c>, <c>0-7</c>, <c>0,3,5-7</c>. Kept in ascending order, each once.</summary>
/// <remarks>It is no <c>IEnumerable</c>, for the reason that <see cref="VlanSet"/> is none.</remarks>
[TypeConverter(typeof(ListConverter<VfIndexSet>))]
public sealed class VfIndexSet : IListText<VfIndexSet>
{
    /// <summary>The highest index there can be: PCI counts VFs in 16 bits.</summary>
    public const int MaxIndex = 65534;

    private readonly int[] _indexes;

    /// <summary>Creates a set.</summary>
    /// <param name="indexes">The indexes, in any order.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is negative or above 65534.</exception>
    public VfIndexSet(IEnumerable<int> indexes)
    {
        _indexes = [.. indexes.Distinct().Order()];
        if (_indexes.Length == 0) return;
        ArgumentOutOfRangeException.ThrowIfNegative(_indexes[0], nameof(indexes));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_indexes[^1], MaxIndex, nameof(indexes));
    }

    /// <summary>The indexes, ascending.</summary>
    public IReadOnlyList<int> Indexes => _indexes;

    /// <summary>Reads a set.</summary>
    /// <param name="text">Indexes and ranges parted by commas.</param>
    /// <returns>The set.</returns>
    /// <exception cref="FormatException">A part is no index or range; the message names it.</exception>
    public static VfIndexSet Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new VfIndexSet(text.Split(',').SelectMany(Range));
    }

    /// <summary>The set in its shortest form.</summary>
    /// <returns><c>0,3,5-7</c>.</returns>
    public override string ToString()
    {
        var parts = new List<string>();
        for (var i = 0; i < _indexes.Length;)
        {
            var first = i;
            while (i + 1 < _indexes.Length && _indexes[i + 1] == _indexes[i] + 1) i++;
            parts.Add(first == i
                ? string.Create(CultureInfo.InvariantCulture, $"{_indexes[first]}")
                : string.Create(CultureInfo.InvariantCulture, $"{_indexes[first]}-{_indexes[i]}"));
            i++;
        }

        return string.Join(',', parts);
    }

    private static IEnumerable<int> Range(string text)
    {
        var ends = text.Split('-');
        if (ends.Length > 2 || !Index(ends[0], out var first) || !Index(ends[^1], out var last))
            throw new FormatException($"'{text}' is not the index of a virtual function or a range of them: write indexes from 0, such as 3 or 0-7.");
        return last < first
            ? throw new FormatException($"'{text}' runs backwards: write {last}-{first}.")
            : Enumerable.Range(first, last - first + 1);
    }

    private static bool Index(string text, out int index) =>
        PlainNumber.TryParse(text.AsSpan().Trim(), out index) && index <= MaxIndex;
}
