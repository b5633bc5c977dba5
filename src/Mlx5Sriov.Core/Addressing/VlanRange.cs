using System.Globalization;

namespace Mlx5Sriov.Addressing;

/// <summary>VLAN ids from one to another, both included: <c>4-15</c>, or <c>17</c> for one.</summary>
public readonly record struct VlanRange
{
    /// <summary>The highest id that a trunk's text can name: 4095 is reserved by 802.1Q, but the OFED driver takes it in a range.</summary>
    public const int MaxId = 4095;

    /// <summary>Creates a range.</summary>
    /// <param name="first">The first id, 0-4095; 0 stands for untagged and priority-tagged packets.</param>
    /// <param name="last">The last id, not below the first.</param>
    /// <exception cref="ArgumentOutOfRangeException">An id is out of range, or the last is below the first.</exception>
    public VlanRange(int first, int last)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(last, MaxId);
        ArgumentOutOfRangeException.ThrowIfLessThan(last, first);
        First = first;
        Last = last;
    }

    /// <summary>The first id.</summary>
    public int First { get; }

    /// <summary>The last id.</summary>
    public int Last { get; }

    /// <summary>How many ids.</summary>
    public int Count => Last - First + 1;

    /// <summary>Reads a range.</summary>
    /// <param name="text"><c>4-15</c> or <c>17</c>; blanks around it are ignored, within it they are not.</param>
    /// <returns>The range.</returns>
    /// <exception cref="FormatException">The text is no range of ids 0-4095; the message says what is accepted.</exception>
    public static VlanRange Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var ends = text.Trim().Split('-');
        if (ends.Length > 2 || !Id(ends[0], out var first) || !Id(ends[^1], out var last))
            throw new FormatException($"'{text}' is not a VLAN id or range: write ids of 0-{MaxId}, such as 17 or 4-15.");
        if (last < first)
            throw new FormatException($"'{text}' runs backwards: write {last}-{first}.");
        return new VlanRange(first, last);
    }

    /// <summary>The range as it is read.</summary>
    /// <returns><c>4-15</c> or <c>17</c>.</returns>
    public override string ToString() => First == Last
        ? First.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{First}-{Last}");

    private static bool Id(string text, out int id) => PlainNumber.TryParse(text, out id) && id <= MaxId;
}
