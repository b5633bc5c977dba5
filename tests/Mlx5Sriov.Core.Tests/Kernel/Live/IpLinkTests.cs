using System.Globalization;

using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Kernel.Linux.Route;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Kernel.Live;

/// <summary>rtnetlink on the running kernel, as far as that takes no rights; what takes root is the suite "links" of the lab.</summary>
public class IpLinkTests
{
    [Fact]
    public void The_loopback_is_found_by_its_name()
    {
        using var links = new IpLink();
        var lo = links.Find("lo")!;
        Assert.Equal((1, "lo", null, "00:00:00:00:00:00"), (lo.Index, lo.Name, lo.LinkLayer, lo.HardwareAddress));
        Assert.Equal(File.ReadAllText("/sys/class/net/lo/mtu").Trim(), lo.Mtu.ToString(CultureInfo.InvariantCulture));
        Assert.Null(lo.VfCount);
        Assert.Empty(lo.Vfs);
        Assert.Equal(lo, links.FindWithStatistics("lo")! with { AltNames = lo.AltNames, Vfs = lo.Vfs });
    }

    [Theory]
    [InlineData("nosuchlink0")]
    [InlineData("no-such-link-under-any-alternative-name")]
    [InlineData("")]
    [InlineData("a/b")]
    public void A_name_that_no_link_has_is_null(string name)
    {
        using var links = new IpLink();
        Assert.Null(links.Find(name));
        Assert.Null(links.FindWithStatistics(name));
    }

    [Fact]
    public void A_name_longer_than_any_is_null() => Assert.Null(new IpLink().Find(new string('x', 1000)));

    [Fact]
    public void The_list_is_that_of_sysfs()
    {
        using var links = new IpLink();
        var expected = Directory.GetDirectories("/sys/class/net").Select(Path.GetFileName).Where(d => File.Exists($"/sys/class/net/{d}/ifindex"));
        Assert.Equal(expected.Order(StringComparer.Ordinal), links.List()!.Select(l => l.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_change_of_a_link_that_is_gone_is_refused_with_the_act()
    {
        using var links = new IpLink();
        var gone = new NetworkLink { Index = int.MaxValue, Name = "gone0" };
        var refusal = Assert.Throws<KernelException>(() => links.SetPromiscuous(gone, OnOff.On));
        Assert.Contains(refusal.Errno, new[] { Errno.ENODEV, Errno.EPERM });
        Assert.Equal("ip link set dev gone0 promisc on", refusal.Act);
        Assert.Equal("ip link set dev gone0 vf 3 trust on", Assert.Throws<KernelException>(() => links.SetVf(gone, 3, new VfSetting.Trust(OnOff.On))).Act);
    }

    [Fact]
    public void The_process_may_be_named_as_a_namespace_of_its_own()
    {
        using var links = new IpLink();
        try
        {
            Assert.Equal(links.List()!.Select(l => l.Name), links.List("/proc/self/ns/net")!.Select(l => l.Name));
        }
        catch (KernelException e)
        {
            Assert.Equal((Errno.EPERM, "nsenter --net=/proc/self/ns/net ip -d link show"), (e.Errno, e.Act));
        }
    }

    [Theory]
    [InlineData("/run/netns/no-such-namespace")]
    [InlineData("/proc/1/comm/ns/net")]
    [InlineData("/proc/999999999/ns/net")]
    public void A_namespace_that_is_gone_is_null(string path) => Assert.Null(new IpLink().List(path));

    [Fact]
    public void One_connection_serves_many_threads()
    {
        using var links = new IpLink();
        Parallel.For(0, 400, i => Assert.Equal(i % 3 == 0 ? null : "lo", links.Find(i % 3 == 0 ? "nosuchlink0" : "lo")?.Name));
    }
}
