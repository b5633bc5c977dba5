using System.Diagnostics;
using System.Globalization;
using System.Text;

using Mlx5Sriov.Kernel;
using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans.Running;

namespace Mlx5Sriov.Lab;

/// <summary>What the parts of a library's set take: what it does besides the writes, and a C program does not.</summary>
/// <param name="host">The host.</param>
/// <param name="pf">The physical function.</param>
/// <param name="vfs">How many VFs.</param>
/// <param name="prepare">Puts the VFs back to the start.</param>
/// <param name="rounds">How many times.</param>
internal sealed class PlanParts(SriovHost host, PciAddress pf, int vfs, Action prepare, int rounds)
{
    /// <summary>Measures the parts.</summary>
    /// <returns>The table, in Markdown.</returns>
    public string Measure()
    {
        var text = new StringBuilder();
        text.AppendLine("**What the library's sets are made of**").AppendLine();
        text.AppendLine("| set, median of each part (ms) | lock | read, plan, and word the journal | journal to the disk | writes | read again and verify |");
        text.AppendLine("|---|--:|--:|--:|--:|--:|");
        foreach (var settings in new[] { Settings.One, Settings.Five })
        {
            var (store, links) = (new TimedChangeStore(host.Changes), new TimedIpLink(host.IpLink));
            var timed = host with { Changes = store, IpLink = links };
            var parts = new List<TimeSpan[]>();
            for (var run = 0; run < 2 * rounds; run++)
            {
                prepare();
                new PlanRunner(timed, TimeSpan.Zero).Run(Wish(pf, vfs, settings), null, CancellationToken.None);
                if (run >= rounds) parts.Add([
                    store.Lock, Stopwatch.GetElapsedTime(store.Locked, store.Planned), store.Journal,
                    Stopwatch.GetElapsedTime(store.Begun, links.LastSet), Stopwatch.GetElapsedTime(links.LastSet, store.Verified)]);
            }

            var medians = Enumerable.Range(0, parts[0].Length)
                .Select(part => parts.Select(p => p[part]).Order().ElementAt(rounds / 2))
                .Select(median => median.TotalMilliseconds.ToString("0.00", CultureInfo.InvariantCulture));
            text.AppendLine(CultureInfo.InvariantCulture, $"| {settings.Title} | {string.Join(" | ", medians)} |");
        }

        Console.WriteLine(text);
        return text.ToString();
    }

    /// <summary>The settings as a wish for the first VFs of a port.</summary>
    public static VfSettingsWish Wish(PciAddress pf, int vfs, Settings settings) =>
        new("Set-MlxVf", pf, Enumerable.Range(0, vfs).ToDictionary(vf => vf, _ => settings.Wish));
}
