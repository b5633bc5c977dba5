using System.Globalization;

namespace Mlx5Sriov.Lab;

/// <summary>Counts what was done and compared, and says what was not as it should be.</summary>
internal sealed class Tally
{
    private const int ShownLines = 8;

    private string _act = "";

    public int Acts { get; private set; }

    public int Comparisons { get; private set; }

    public int Sequences { get; private set; }

    public int Failures { get; private set; }

    /// <summary>Something is about to be done to the kernel, or was; failures from here on name it.</summary>
    public void Act(string act)
    {
        Acts++;
        _act = act;
    }

    /// <summary>A generated sequence of acts begins.</summary>
    public void Sequence() => Sequences++;

    /// <summary>Compares two readings.</summary>
    public bool Same<T>(string what, T expected, T actual)
    {
        Comparisons++;
        if (EqualityComparer<T>.Default.Equals(expected, actual)) return true;
        Fail($"{what}: expected {Show(expected)}, found {Show(actual)}");
        return false;
    }

    /// <summary>Compares two series of readings, and names those that differ.</summary>
    public bool SameLines(string what, IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        Comparisons += Math.Max(expected.Count, actual.Count);
        string[] missing = [.. expected.Except(actual)];
        string[] surplus = [.. actual.Except(expected)];
        if (missing.Length == 0 && surplus.Length == 0 && expected.Count == actual.Count) return true;
        Fail($"{what}: expected but not found [{Some(missing)}], found but not expected [{Some(surplus)}]");
        return false;
    }

    /// <summary>Something is not as it should be.</summary>
    public void Fail(string what)
    {
        Failures++;
        Console.WriteLine($"  FAILED after '{_act}': {what}");
    }

    /// <summary>The counts as a line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Acts} acts, {Comparisons} comparisons, {Sequences} differential sequences, {Failures} failures");

    private static string Some(string[] lines) =>
        string.Join(" | ", lines.Take(ShownLines)) + (lines.Length > ShownLines ? $" | and {lines.Length - ShownLines} more" : "");

    private static string Show<T>(T value) => value is null ? "nothing" : $"'{value}'";
}
