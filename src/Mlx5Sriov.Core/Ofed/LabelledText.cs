namespace Mlx5Sriov.Ofed;

/// <summary>
/// Text of lines <c>label : value</c>, the form of the driver's <c>config</c> and <c>stats</c> files. Labels come, go and move between releases, so each is
/// found by name: an unknown one is passed over, a missing one has no value, and of two the first counts.
/// </summary>
/// <remarks>5.7 to 25.01 write <c>RateGroup</c> a second time, from a field that is always 0 (drivers/net/ethernet/mellanox/mlx5/core/sriov_sysfs.c).</remarks>
internal sealed class LabelledText
{
    private readonly Dictionary<string, (string Line, bool IsWhole)> _lines = new(StringComparer.Ordinal);
    private readonly string _source;

    /// <summary>Splits a text into its lines.</summary>
    /// <param name="text">The text as the driver wrote it.</param>
    /// <param name="source">Where it came from, for errors.</param>
    public LabelledText(string text, string source)
    {
        _source = source;
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            // The driver ends every line; in one without an end, digits may be missing, and 50 would be read for 5000.
            var colon = lines[i].IndexOf(':', StringComparison.Ordinal);
            if (colon >= 0) _lines.TryAdd(lines[i][..colon].Trim(), (lines[i], i < lines.Length - 1));
        }
    }

    /// <summary>Reads a value, if the text is one.</summary>
    public delegate bool Reader<T>(string text, out T value);

    /// <summary>The value of a label.</summary>
    /// <param name="label">The label.</param>
    /// <param name="read">Reads the value.</param>
    /// <param name="expected">What the value should be, for errors.</param>
    /// <returns>The value; null where there is no such label.</returns>
    /// <exception cref="MalformedTextException">The value is not what it should be, or its line is cut.</exception>
    public T? Value<T>(string label, Reader<T> read, string expected)
        where T : struct
    {
        if (Find(label) is not { } text) return null;
        return read(text, out var value) ? value : throw Malformed(label, expected);
    }

    /// <summary>The meaning of the word behind a label.</summary>
    /// <param name="label">The label.</param>
    /// <param name="words">The words that the driver writes; null is the meaning of one that says nothing.</param>
    /// <returns>The meaning; null also where there is no such label.</returns>
    /// <exception cref="MalformedTextException">The word is none of them, or its line is cut.</exception>
    public T? Word<T>(string label, IReadOnlyDictionary<string, T?> words)
        where T : struct
    {
        if (Find(label) is not { } text) return null;
        return words.TryGetValue(text, out var value) ? value : throw Malformed(label, $"one of {string.Join(", ", words.Keys)}");
    }

    /// <summary>The whole number behind a label.</summary>
    /// <param name="label">The label.</param>
    /// <param name="max">The highest that the driver can mean.</param>
    /// <returns>The number; null where there is no such label.</returns>
    /// <exception cref="MalformedTextException">It is no number from 0 to <paramref name="max"/>, or its line is cut.</exception>
    public int? Number(string label, int max = int.MaxValue) =>
        Value(label, (string text, out int number) => PlainNumber.TryParse(text, out number) && number <= max, $"a number of 0-{max}");

    /// <summary>The rate behind a label.</summary>
    /// <param name="label">The label.</param>
    /// <returns>The rate; null where there is no such label.</returns>
    /// <exception cref="MalformedTextException">It is no rate, or its line is cut.</exception>
    public Bandwidth? Rate(string label) => Value<Bandwidth>(label, TryReadRate, "a rate in Mbit/s");

    // The driver keeps a rate as u32 and prints it with %d: what was written as 4294967295 reads back as -1.
    private static bool TryReadRate(string text, out Bandwidth rate)
    {
        var isNegative = text.StartsWith('-');
        var isRead = PlainNumber.TryParse<uint>(text.AsSpan(isNegative ? 1 : 0), out var megabits) && (!isNegative || megabits is > 0 and <= 1u << 31);
        rate = Bandwidth.FromMegabits(isNegative ? uint.MaxValue - megabits + 1 : megabits);
        return isRead;
    }

    private string? Find(string label)
    {
        if (!_lines.TryGetValue(label, out var found)) return null;
        if (!found.IsWhole) throw Malformed(label, "a whole line");
        return found.Line[(found.Line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }

    private MalformedTextException Malformed(string label, string expected) => new(_source, _lines[label].Line, expected);
}
