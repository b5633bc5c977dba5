namespace Mlx5Sriov.Inventory.Ports;

/// <summary>Names like one that was mistyped.</summary>
public static class NearNames
{
    /// <summary>The names nearest to one.</summary>
    /// <param name="name">The name that was asked for.</param>
    /// <param name="names">The names there are.</param>
    /// <returns>
    /// Up to three names, the nearest first: those that begin or end with the one, as with the suffix that newer kernels add (enp5s0f0np0) or a PCI domain,
    /// and those of which no more than two letters, or a third, differ; empty where none is so near.
    /// </returns>
    public static IReadOnlyList<string> Of(string name, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(name);
        return [.. names.Distinct()
            .Select(n => (Name: n, Distance: IsPartOf(name, n) ? 0 : Distance(name, n)))
            .Where(n => n.Distance <= Math.Min(Math.Max(2, name.Length / 3), n.Name.Length - 1))
            .OrderBy(n => n.Distance)
            .Take(3)
            .Select(n => n.Name)];
    }

    private static bool IsPartOf(string part, string name) => part.Length >= 4
        && (name.StartsWith(part, StringComparison.OrdinalIgnoreCase) || name.EndsWith(part, StringComparison.OrdinalIgnoreCase));

    // Levenshtein's edit distance, upper and lower case alike.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                (diagonal, row[j]) = (row[j], Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1));
            }
        }

        return row[^1];
    }
}
