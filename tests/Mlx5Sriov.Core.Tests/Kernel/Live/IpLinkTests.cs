using System.Globalization;
using System.Text.Json;

using Mlx5Sriov.Kernel.Linux;
using Mlx5Sriov.Kernel.Recorded;

namespace Mlx5Sriov.Kernel.Live;

/// <summary>rtnetlink on the running kernel: without rights what the machine has, in a network namespace of the test's own all else.</summary>
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

    [NamespaceFact]
    public void A_veth_pair_is_seen_as_ip_sees_it()
    {
        using var net = new TestNamespace();
        net.Ip("link", "add", "va", "mtu", "1400", "type", "veth", "peer", "name", "vb");
        net.Ip("link", "property", "add", "dev", "va", "altname", "short-alt", "altname", "an-alternative-name-longer-than-a-net-device-name");
        net.Ip("link", "set", "dev", "va", "address", "02:00:00:00:00:01", "up");
        var json = JsonDocument.Parse(net.Ip("-j", "-d", "link", "show")).RootElement.EnumerateArray().ToList();
        using var links = new IpLink(net.File);
        var list = links.List()!;
        Assert.Equal(json.Count, list.Count);
        Assert.All(json.Zip(list), p => Assert.Empty(LinkJson.Differences(p.First, p.Second)));
        var va = links.Find("va")!;
        Assert.Equal((LinkLayer.Ethernet, "02:00:00:00:00:01", 1400, true), (va.LinkLayer, va.HardwareAddress, va.Mtu, va.IsUp));
        Assert.Equal(["an-alternative-name-longer-than-a-net-device-name", "short-alt"], va.AltNames.Order());
        Assert.Equal("va", links.Find("short-alt")!.Name);
        Assert.Equal("va", links.Find("an-alternative-name-longer-than-a-net-device-name")!.Name);
        Assert.Null(va.VfCount);
    }

    [NamespaceFact]
    public void Promiscuous_and_all_multicast_are_set_and_cleared()
    {
        using var net = new TestNamespace();
        net.Ip("link", "add", "va", "type", "veth", "peer", "name", "vb");
        using var links = new IpLink(net.File);
        var va = links.Find("va")!;
        Assert.Equal((false, false), (va.IsPromiscuous, va.IsAllMulticast));
        links.SetPromiscuous(va, OnOff.On);
        Assert.Equal((0x100, true), (Flags() & 0x300, links.Find("va")!.IsPromiscuous));
        links.SetAllMulticast(va, OnOff.On);
        Assert.Equal((0x300, true), (Flags() & 0x300, links.Find("va")!.IsAllMulticast));
        links.SetPromiscuous(va, OnOff.Off);
        links.SetAllMulticast(va, OnOff.Off);
        Assert.Equal(0, Flags() & 0x300);

        int Flags() => Convert.ToInt32(net.Attribute("va", "flags"), 16);
    }

    [NamespaceFact]
    public void A_link_without_VFs_refuses_their_settings()
    {
        using var net = new TestNamespace();
        using var links = new IpLink(net.File);
        var refusal = Assert.Throws<KernelException>(() => links.SetVf(links.Find("lo")!, 0, new VfSetting.Trust(OnOff.On)));
        Assert.Equal((Errno.EOPNOTSUPP, "ip link set dev lo vf 0 trust on"), (refusal.Errno, refusal.Act));
        // After a refusal the connection goes on.
        Assert.NotNull(links.Find("lo"));
    }

    [NamespaceFact]
    public void An_answer_longer_than_the_buffer_arrives_whole()
    {
        using var net = new TestNamespace();
        var names = Enumerable.Range(0, 400).Select(i => $"{i:D4}-{new string('n', 120)}").ToList();
        net.Ip("link", "add", "va", "type", "veth", "peer", "name", "vb");
        net.IpBatch(names.Select(n => $"link property add dev va altname {n}"));
        using var links = new IpLink(net.File);
        var va = links.Find(names[399])!;
        Assert.Equal("va", va.Name);
        Assert.Equal(names, va.AltNames.Order());
    }

    [NamespaceFact]
    public void A_list_of_many_datagrams_is_read_to_its_end()
    {
        using var net = new TestNamespace();
        net.IpBatch(Enumerable.Range(0, 100).Select(i => $"link add va{i} type veth peer name vb{i}"));
        using var links = new IpLink();
        var expected = Enumerable.Range(0, 100).SelectMany(i => new[] { $"va{i}", $"vb{i}" }).Append("lo");
        Assert.Equal(expected.Order(StringComparer.Ordinal), links.List(net.File)!.Select(l => l.Name).Order(StringComparer.Ordinal));
    }

    [NamespaceFact]
    public void Looking_into_another_namespace_leaves_every_thread_in_its_own()
    {
        using var net = new TestNamespace();
        net.Ip("link", "add", "only-there", "type", "veth", "peer", "name", "vb");
        using var links = new IpLink();
        var own = links.List()!.Select(l => l.Name).Order(StringComparer.Ordinal).ToList();
        Assert.DoesNotContain("only-there", own);
        Parallel.For(0, 50, _ =>
        {
            Assert.Contains(links.List(net.File)!, l => l.Name == "only-there");
            // A socket opened now on this thread tells where the thread is.
            using var here = new IpLink();
            Assert.Null(here.Find("only-there"));
        });
    }

    [NamespaceFact]
    public void A_namespace_file_that_is_no_longer_mounted_is_a_namespace_gone()
    {
        var file = Path.GetTempFileName();
        try
        {
            Assert.Null(new IpLink().List(file));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
