using System.Diagnostics;

namespace Mlx5Sriov.Lab;

/// <summary>Runs the suites one after the other, and tells how they went.</summary>
internal static class SuiteRunner
{
    public static int Run(string module, string results, IReadOnlyList<string> wanted)
    {
        var tally = new Tally();
        using var guest = new GuestMachine(module);
        Suite[] suites = [.. All().Where(s => wanted.Count == 0 || wanted.Any(w => s.Name.StartsWith(w, StringComparison.OrdinalIgnoreCase)))];
        if (suites.Length == 0) tally.Fail($"no suite's name begins with {string.Join(" or ", wanted)}");
        foreach (var suite in suites) Run(suite, guest, tally);

        var summary = $"lab: {tally}";
        File.WriteAllText(Path.Combine(results, "summary"), summary + "\n");
        return tally.Failures == 0 ? 0 : 1;
    }

    private static IEnumerable<Suite> All() => typeof(Suite).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(Suite)) && !t.IsAbstract)
        .Select(t => (Suite)Activator.CreateInstance(t)!)
        .OrderBy(s => s.Name, StringComparer.Ordinal);

    private static void Run(Suite suite, GuestMachine guest, Tally tally)
    {
        var (acts, comparisons, failures, clock) = (tally.Acts, tally.Comparisons, tally.Failures, Stopwatch.StartNew());
        try
        {
            suite.Run(guest, tally);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            tally.Fail($"the suite ended early: {e}");
        }

        Console.WriteLine(
            $"{(tally.Failures == failures ? "ok" : "FAILED")}: {suite.Name}: {tally.Acts - acts} acts, {tally.Comparisons - comparisons} comparisons, {clock.Elapsed.TotalSeconds:F0} s");
    }
}
