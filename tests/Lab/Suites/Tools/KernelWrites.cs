using System.Globalization;

namespace Mlx5Sriov.Lab;

/// <summary>
/// Counts what is written to the kernel, by the kernel itself: every write to a sysfs file and every change by rtnetlink or devlink passes a function that
/// has a probe on it.
/// </summary>
internal static class KernelWrites
{
    private const string Tracing = "/sys/kernel/tracing";

    /// <summary>The functions. do_setlink is static, so the compiler may have given it another ending.</summary>
    private static readonly string[] s_functions =
    [
        "kernfs_fop_write_iter", "do_setlink", "devlink_nl_eswitch_set_doit", "devlink_nl_port_set_doit",
        "devlink_nl_rate_set_doit", "devlink_nl_rate_new_doit", "devlink_nl_rate_del_doit",
    ];

    private static readonly Lazy<bool> s_probed = new(Probe);

    /// <summary>How many there were until now, since this was asked for the first time.</summary>
    public static long Count() => s_probed.Value
        ? File.ReadLines($"{Tracing}/kprobe_profile")
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1])
            .Sum(hits => long.Parse(hits, CultureInfo.InvariantCulture))
        : throw new InvalidOperationException("The kernel has no probes.");

    private static bool Probe()
    {
        if (!Directory.Exists($"{Tracing}/events")) Bash.Do($"mount -t tracefs tracefs {Tracing}");
        string[] symbols = [.. File.ReadLines("/proc/kallsyms").Select(line => line.Split(' ', '\t')[2])];
        foreach (var function in s_functions)
        {
            var symbol = symbols.FirstOrDefault(s => s == function) ?? symbols.First(s => s.StartsWith($"{function}.", StringComparison.Ordinal));
            File.AppendAllText($"{Tracing}/kprobe_events", $"p:lab/{function} {symbol}\n");
        }

        File.WriteAllText($"{Tracing}/events/lab/enable", "1");
        return true;
    }
}
