using System.Globalization;

using Mlx5Sriov.Simulation.Machine;
using Mlx5Sriov.Simulation.Sysfs;

namespace Mlx5Sriov.Simulation.Tree;

/// <summary>What of <c>/proc</c> tells who holds a device, and how the host was booted.</summary>
internal static class ProcDirectory
{
    /// <summary>The directory <c>/proc</c>.</summary>
    public static SysfsDirectory Of(SimulatedMachine machine) => new EntryTable<SimulatedMachine>()
        .Attribute("cmdline", m => $"{m.Platform.CommandLine}\n")
        .Attribute("cpuinfo", m => m.Platform.Processor)
        .Link("self", m => Name(m.Processes.Self.Id))
        .Add("sys", m => new FixedDirectory
        {
            {
                "kernel", new FixedDirectory
                {
                    { "osrelease", () => $"{Platform.KernelRelease}\n" },
                    { "random", new FixedDirectory { { "boot_id", () => $"{m.BootId}\n" } } },
                }
            },
        })
        .Listing(
            m => m.Processes.All.Keys.Select(Name),
            (m, name) => Number(name) is { } id && m.Processes.All.TryGetValue(id, out var process) ? Process(process, process == m.Processes.Self) : null)
        .Of(machine);

    /// <summary>One process. Its descriptors and namespaces are for itself and root to see.</summary>
    private static FixedDirectory Process(HostProcess process, bool isSelf) => new()
    {
        { "cmdline", () => process.CommandLine },
        { "comm", () => $"{process.Command}\n" },
        { "fd", Descriptors(process, isSelf) },
        { "ns", new FixedDirectory { { "net", new SysfsLink(process.Network.Link) { IsPrivate = !isSelf } } } },
    };

    private static ListingDirectory Descriptors(HostProcess process, bool isSelf) => new(
        () => process.Files.Keys.Select(Name),
        name => Number(name) is { } descriptor && process.Files.TryGetValue(descriptor, out var target) ? new SysfsLink(target) : null)
    {
        IsPrivate = !isSelf,
    };

    private static string Name(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int? Number(string name) => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
