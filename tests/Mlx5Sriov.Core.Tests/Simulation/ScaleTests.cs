using System.Globalization;
using Mlx5Sriov.Kernel;
using Mlx5Sriov.Simulation;

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
                addresses.Add(seams.Sysfs.ReadLink(virtfn)!);
                Assert.NotNull(seams.Sysfs.ReadLink($"{virtfn}/driver"));
                Assert.NotNull(seams.Sysfs.ReadLink($"{virtfn}/iommu_group"));
                Assert.Single(seams.Sysfs.List($"{virtfn}/net"));
                Assert.Single(seams.Sysfs.List($"{virtfn}/infiniband"));
                foreach (var file in new[] { "config", "trunk", "node", "stats", "paging_control/page_limit" })
                    Assert.NotNull(seams.Sysfs.Read(string.Create(CultureInfo.InvariantCulture, $"{device}/sriov/{vf}/{file}")));
            }
        }

        Assert.Equal(2500, addresses.Count);
    }

    [Fact]
    public async Task Two_threads_do_not_disturb_each_other()
    {
        var host = NewHost(SimulationProfile.ConnectX7, 64, 64);
        const int Rounds = 500;

        void Hammer(string port, int last)
        {
            var link = host.Seams.IpLink.Find(port)!;
            for (var round = 0; round < Rounds; round++)
            {
                host.Seams.Sysfs.Write(string.Create(CultureInfo.InvariantCulture, $"/sys/class/net/{port}/device/sriov/{round % 64}/group"), $"{round % last}");
                host.Seams.IpLink.SetVf(link, round % 64, new VfSetting.Trust(round % 2 == 0 ? OnOff.On : OnOff.Off));
                host.Seams.Sysfs.List($"/sys/class/net/{port}/device/sriov/groups");
                host.Seams.IpLink.FindWithStatistics(port);
            }
        }

        await Task.WhenAll(Task.Run(() => Hammer("eth2", 7)), Task.Run(() => Hammer("eth3", 11)));

        Assert.Equal(4 * Rounds, host.Writes.Count);
        Assert.Equal(Enumerable.Range(1, 4 * Rounds), host.Writes.Select(w => w.Sequence));
        Assert.Equal("../../devices/pci0000:00/0000:00:02.0/0000:05:00.0/net/eth2", host.Seams.Sysfs.ReadLink("/sys/class/net/eth2"));
        foreach (var (port, last) in new[] { ("eth2", 7), ("eth3", 11) })
        {
            var groups = host.Seams.Sysfs.List($"/sys/class/net/{port}/device/sriov/groups")
                .Sum(g => int.Parse(Setting(host.Seams.Sysfs.Read($"/sys/class/net/{port}/device/sriov/groups/{g}/config")!, "Num VFs"), CultureInfo.InvariantCulture));
            var members = Enumerable.Range(0, 64).Count(vf => Setting(host.Seams.Sysfs.Read(string.Create(CultureInfo.InvariantCulture, $"/sys/class/net/{port}/device/sriov/{vf}/config"))!, "RateGroup") != "0");
            Assert.Equal(members, groups);
            Assert.True(last > 0);
        }
    }
}
