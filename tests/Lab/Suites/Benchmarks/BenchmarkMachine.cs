using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Runtime.InteropServices;
using System.Text;

namespace Mlx5Sriov.Lab;

/// <summary>What was measured with: the versions of everything.</summary>
internal static class BenchmarkMachine
{
    /// <summary>The table, in Markdown.</summary>
    public static string Describe(int rounds)
    {
        // Written by the host's script, since the guest knows nothing of them.
        var host = File.ReadAllLines("machine").Select(line => line.Split('=', 2)).ToDictionary(parts => parts[0], parts => parts[1]);
        var text = new StringBuilder();
        text.AppendLine("| | |").AppendLine("|---|---|");
        var linux = File.ReadAllText("/proc/sys/kernel/osrelease").Trim();
        var engine = Version.Parse(FileVersionInfo.GetVersionInfo(typeof(PSObject).Assembly.Location).FileVersion!).ToString(3);
        foreach (var (name, value) in new[]
        {
            ("date", host["date"]),
            ("machine", host["host"]),
            ("guest", $"QEMU {host["qemu"]}, one emulated processor (TCG), Linux {linux}"),
            (".NET, PowerShell", $"{RuntimeInformation.FrameworkDescription}, PowerShell {engine}"),
            ("iproute2", Bash.Program("ip", "-V").Split(["iproute2-", ","], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)[1]),
            ("pyroute2", host["pyroute2"]),
            ("rounds", string.Create(CultureInfo.InvariantCulture, $"{rounds}, each way once in each")),
        })
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {value} |");
        }

        return text.ToString();
    }
}
