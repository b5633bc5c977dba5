namespace Mlx5Sriov.Ofed;

/// <summary>The text of <c>sriov/VF/trunk</c>: the VLANs of a VGT+ trunk.</summary>
/// <remarks>
/// The driver names every id of the trunk on one line, and stops without a newline where the page is full: on 4 KiB pages after 4095 bytes, so the
/// whole of 0-4095 reads as 0-1035 and a piece of 1036. No other file tells the rest.
/// </remarks>
internal static class OfedTrunk
{
    private const string Heading = "Allowed 802.1Q VLANs:";

    /// <summary>Reads the file's text.</summary>
    /// <param name="text">The text as the driver wrote it; empty for no trunk.</param>
    /// <param name="source">The file's path.</param>
    /// <returns>The trunk; incomplete where the driver cut its list, and then without the last id, of which digits may be missing.</returns>
    /// <exception cref="MalformedTextException">The text is no list of ids 0-4095.</exception>
    public static VlanTrunk Parse(string text, string source)
    {
        if (text.Length == 0) return new VlanTrunk(VlanSet.Empty, IsComplete: true);
        if (!text.StartsWith(Heading, StringComparison.Ordinal)) throw Malformed();
        var isComplete = text.EndsWith('\n');
        var ids = text[Heading.Length..^(isComplete ? 1 : 0)].Split(' ');

        // Nothing stands before the first blank; behind the last one stands an id that is whole only if the line has ended.
        if (ids[0].Length > 0) throw Malformed();
        return new VlanTrunk(new VlanSet(ids[1..(isComplete ? ids.Length : Math.Max(1, ids.Length - 1))].Select(Id)), isComplete);

        int Id(string word) => PlainNumber.TryParse(word, out int id) && id <= VlanRange.MaxId ? id : throw Malformed();

        MalformedTextException Malformed() => new(source, text, $"empty or '{Heading}' and ids of 0-{VlanRange.MaxId}");
    }

    /// <summary>The text that lets a range through.</summary>
    /// <param name="range">The range.</param>
    /// <returns><c>add 4 15</c>.</returns>
    public static string Add(VlanRange range) => $"add {range.First} {range.Last}";

    /// <summary>The text that takes a range out.</summary>
    /// <param name="range">The range.</param>
    /// <returns><c>rem 4 15</c>.</returns>
    public static string Remove(VlanRange range) => $"rem {range.First} {range.Last}";
}
