using Mlx5Sriov.Inventory;
using Mlx5Sriov.Rates;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Benchmarks;

/// <summary>What each VF gets, by both models with its explanation: the arithmetic alone, and with a simulated host read before; eight VFs a group.</summary>
internal static class BandwidthBenchmark
{
    public static void Run()
    {
        Measurement? described = null, read = null;
        foreach (var (vfs, groups) in new[] { (8, 1), (127, 16), (250, 32) })
        {
            var port = Port(vfs, groups);
            described = Measurement.Of($"measure, {groups} groups", vfs, () => port.Measure()).Print(described);
            var host = Host(port);
            read = Measurement.Of($"read and measure, ConnectX7, {groups} groups", vfs, () => Read(host)).Print(read);
        }
    }

    // Limits and guarantees of all kinds, so that every rule has its turn.
    private static PortRates Port(int vfs, int groups) => new()
    {
        LineRate = Bandwidth.Parse("200Gbit"),
        Groups = [.. Enumerable.Range(1, groups).Select(Group)],
        Vfs = [.. Enumerable.Range(0, vfs).Select(i => Vf(i, groups))],
    };

    private static GroupRates Group(int i) => new() { Name = $"{i}", MaxTxRate = Gigabits(5 + (i % 7)), MinTxRate = Gigabits(i % 4) };

    private static VfRates Vf(int i, int groups) =>
        new() { Index = i, Group = $"{(i % groups) + 1}", MaxTxRate = Gigabits(i % 5), MinTxRate = Gigabits(i % 3) };

    private static Bandwidth Gigabits(int gigabits) => Bandwidth.FromMegabits(gigabits * 1000);

    private static Kernel.SriovHost Host(PortRates port)
    {
        var host = new SimulatedHost(new SimulationOptions { NumVfs = [port.Vfs.Count, 0] }).Seams;
        const string Sriov = "/sys/bus/pci/devices/0000:05:00.0/sriov";
        foreach (var vf in port.Vfs) Write($"{vf.Index}/group", vf.Group!);
        foreach (var group in port.Groups) WriteRates($"groups/{group.Name}", group.MaxTxRate, group.MinTxRate);
        foreach (var vf in port.Vfs) WriteRates($"{vf.Index}", vf.MaxTxRate, vf.MinTxRate);
        return host;

        void WriteRates(string folder, Bandwidth max, Bandwidth min)
        {
            Write($"{folder}/max_tx_rate", $"{max.WholeMegabits}");
            Write($"{folder}/min_tx_rate", $"{min.WholeMegabits}");
        }

        void Write(string file, string text) => host.KernelFiles.Write($"{Sriov}/{file}", text);
    }

    private static PortBandwidth Read(Kernel.SriovHost host)
    {
        var snapshot = new HostSnapshot(host);
        return snapshot.Rates(snapshot.Site(PciAddress.Parse("0000:05:00.0"))).Measure();
    }
}
