using System.Diagnostics;

namespace Mlx5Sriov.Lab;

/// <summary>Runs the suites one after the other, and tells how they went. Several machines share them: each takes the next that none has taken.</summary>
internal static class SuiteRunner
{
    /// <summary>The suites' names, in the order in which they are run.</summary>
    public static IEnumerable<string> Names => All().Select(s => s.Name);

    public static int Run(string module, string results, IReadOnlyList<string> wanted)
    {
        var tally = new Tally();
        using var guest = new GuestMachine(module);
        foreach (var name in wanted.Except(Names)) tally.Fail($"there is no suite '{name}'");
        var taken = Directory.CreateDirectory(Path.Combine(results, "..", "taken")).FullName;
        foreach (var suite in All().Where(s => wanted.Contains(s.Name) && Take(taken, s)))
        {
            Run(suite, guest, tally);
            File.WriteAllText(Path.Combine(taken, suite.Name), "run\n");      // which the host looks for
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
