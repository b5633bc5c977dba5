using System.Globalization;

using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Simulation;

/// <summary>Many VFs, and more than one thread.</summary>
public sealed class ScaleTests : SimulationTest
{
    [Fact]
    public void Ten_ports_of_250_vfs_each_are_read_whole()
    {
        var seams = new SimulatedHost(new SimulationOptions { AdapterCount = 5, NumVfs = [250] }).Seams;

        var addresses = new HashSet<string>();
        for (var port = 0; port < 10; port++)
        {
            var device = string.Create(CultureInfo.InvariantCulture, $"/sys/class/net/eth{port + 2}/device");
            Assert.Equal(250, seams.IpLink.Find(string.Create(CultureInfo.InvariantCulture, $"eth{port + 2}"))!.Vfs.Count);
            for (var vf = 0; vf < 250; vf++)
            {
                var virtfn = string.Create(CultureInfo.InvariantCulture, $"{device}/virtfn{vf}");
                addresses.Add(seams.KernelFiles.ReadLink(virtfn)!);
                Assert.NotNull(seams.KernelFiles.ReadLink($"{virtfn}/driver"));
                Assert.NotNull(seams.KernelFiles.ReadLink($"{virtfn}/iommu_group"));
                Assert.Single(seams.KernelFiles.List($"{virtfn}/net"));
                Assert.Single(seams.KernelFiles.List($"{virtfn}/infiniband"));
                foreach (var file in new[] { "config", "trunk", "node", "stats", "paging_control/page_limit" })
                    Assert.NotNull(seams.KernelFiles.Read(string.Create(CultureInfo.InvariantCulture, $"{device}/sriov/{vf}/{file}")));
            }
        }

        Assert.Equal(2500, addresses.Count);
    }

    [Fact]
    public async Task Two_threads_do_not_disturb_each_other()
    {
        const int Rounds = 500;
        var host = NewHost(SimulationProfile.ConnectX7, 64, 64);

        await Task.WhenAll(Task.Run(() => Hammer(host, "eth2", Rounds)), Task.Run(() => Hammer(host, "eth3", Rounds)));

        Assert.Equal(Enumerable.Range(1, 4 * Rounds), host.Writes.Select(w => w.Sequence));
        foreach (var port in new[] { "eth2", "eth3" })
        {
            var tree = $"/sys/class/net/{port}/device/sriov";
            var counted = host.Seams.KernelFiles.List($"{tree}/groups").Sum(g => Number(host, $"{tree}/groups/{g}/config", "Num VFs"));
            var members = Enumerable.Range(0, 64)
                .Count(vf => Number(host, string.Create(CultureInfo.InvariantCulture, $"{tree}/{vf}/config"), "RateGroup") != 0);
            Assert.Equal(members, counted);
        }
    }

    /// <summary>Moves VFs from group to group, sets their trust, and looks at what others change meanwhile.</summary>
    private static void Hammer(SimulatedHost host, string port, int rounds)
    {
        var link = Link(host, port);
        for (var round = 0; round < rounds; round++)
        {
            host.Seams.KernelFiles.Write(string.Create(CultureInfo.InvariantCulture, $"/sys/class/net/{port}/device/sriov/{round % 64}/group"), $"{round % 7}");
            host.Seams.IpLink.SetVf(link, round % 64, new VfSetting.Trust(round % 2 == 0 ? OnOff.On : OnOff.Off));
            host.Seams.IpLink.FindWithStatistics("eth2");
            host.Seams.KernelFiles.List("/sys/class/net/eth3/device/sriov/groups");
        }
    }

    private static int Number(SimulatedHost host, string path, string label) =>
        int.Parse(Setting(host.Seams.KernelFiles.Read(path)!, label), CultureInfo.InvariantCulture);
}
