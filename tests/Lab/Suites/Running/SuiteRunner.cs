using System.Diagnostics;

namespace Mlx5Sriov.Lab;

/// <summary>Runs the suites one after the other, and tells how they went. Several machines share them: each takes the next that none has taken.</summary>
internal static class SuiteRunner
{
    public static int Run(string module, string results, IReadOnlyList<string> wanted)
    {
        var tally = new Tally();
        using var guest = new GuestMachine(module);
        Suite[] suites = [.. All().Where(s => wanted.Count == 0 || wanted.Any(w => s.Name.StartsWith(w, StringComparison.OrdinalIgnoreCase)))];
        if (suites.Length == 0) tally.Fail($"no suite's name begins with {string.Join(" or ", wanted)}");
        var taken = Directory.CreateDirectory(Path.Combine(results, "..", "taken")).FullName;
        foreach (var suite in suites.Where(s => Take(taken, s)))
        {
            Run(suite, guest, tally);
            File.WriteAllText(Path.Combine(taken, suite.Name), suite.NotRun is null ? "run\n" : "skipped\n");      // which the host looks for
        }

        var summary = $"lab: {tally}";
        File.WriteAllText(Path.Combine(results, "summary"), summary + "\n");
        return tally.Failures == 0 ? 0 : 1;
    }

    private static IEnumerable<Suite> All() => typeof(Suite).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(Suite)) && !t.IsAbstract)
        .Select(t => (Suite)Activator.CreateInstance(t)!)
        .OrderByDescending(s => s.Name, StringComparer.Ordinal);

    // The file is made by the one machine alone for which it is not there yet.
    private static bool Take(string folder, Suite suite)
    {
        try
        {
            using var file = new FileStream(Path.Combine(folder, suite.Name), FileMode.CreateNew);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static void Run(Suite suite, GuestMachine guest, Tally tally)
    {
        if (suite.NotRun is { } reason)
        {
            Console.WriteLine($"skipped: {suite.Name}: {reason}");
            return;
        }

        var (acts, comparisons, failures, clock) = (tally.Acts, tally.Comparisons, tally.Failures, Stopwatch.StartNew());
        try
        {
            suite.Run(guest, tally);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            tally.Fail($"the suite ended early: {e}");
        }

        var outcome = tally.Failures == failures ? "ok" : "FAILED";
        Console.WriteLine($"{outcome}: {suite.Name}: "
            + $"{tally.Acts - acts} acts, {tally.Comparisons - comparisons} comparisons, {clock.Elapsed.TotalSeconds:F0} s");
    }
}
