using System.Text.Json.Nodes;

using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Kernel.Linux;

namespace Mlx5Sriov.Lab;

/// <summary>Links as rtnetlink tells them, beside <c>ip</c>: flags, alternative names, long answers, and links of other network namespaces.</summary>
internal sealed class LinkSuite : Suite
{
    private const string Namespace = "lab-links";
    private const string NamespaceFile = $"/run/netns/{Namespace}";

    public override string Name => "links";

    public override void Run(GuestMachine guest, Tally tally)
    {
        var links = LinuxHost.Create().IpLink;
        Bash.Do($"modprobe veth; ip netns add {Namespace}; ip link add va mtu 1400 type veth peer name vb");
        try
        {
            Listed(links, tally);
            Names(links, tally);
            Flags(links, tally);
            Refused(links, tally);
            Long(links, tally);
            Elsewhere(links, tally);
        }
        finally
        {
            Bash.Do($"ip link del va; ip netns del {Namespace}");
        }
    }

    private static void Listed(IIpLink links, Tally tally)
    {
        tally.Act("ip -j -d link show");
        var told = JsonNode.Parse(Bash.Do("ip -j -d link show"))!.AsArray();
        tally.SameLines("links", [.. told.Select(link => Line(link!))], [.. links.List()!.Select(Line)]);
    }

    private static void Names(IIpLink links, Tally tally)
    {
        const string Long = "an-alternative-name-longer-than-a-net-device-name";
        tally.Act("ip link property add");
        Bash.Do($"ip link property add dev va altname short-alt altname {Long}; ip link set dev va address 02:00:00:00:00:01 up");
        var va = links.Find("va")!;
        tally.Same(
            "va", (LinkLayer.Ethernet, "02:00:00:00:00:01", 1400, true, (int?)null), (va.LinkLayer, va.HardwareAddress, va.Mtu, va.IsUp, va.VfCount));
        tally.SameLines("alternative names", [Long, "short-alt"], [.. va.AltNames.Order(StringComparer.Ordinal)]);
        foreach (var name in new[] { "short-alt", Long }) tally.Same(name, "va", links.Find(name)?.Name);
    }

    private static void Flags(IIpLink links, Tally tally)
    {
        var va = links.Find("va")!;
        tally.Act("ip link set dev va promisc on");
        links.SetPromiscuous(va, OnOff.On);
        tally.Same("flags", (0x100, true), (Reception(), links.Find("va")!.IsPromiscuous));
        tally.Act("ip link set dev va allmulticast on");
        links.SetAllMulticast(va, OnOff.On);
        tally.Same("flags", (0x300, true), (Reception(), links.Find("va")!.IsAllMulticast));
        tally.Act("both off");
        links.SetPromiscuous(va, OnOff.Off);
        links.SetAllMulticast(va, OnOff.Off);
        tally.Same("flags", 0, Reception());

        static int Reception() => Convert.ToInt32(File.ReadAllText("/sys/class/net/va/flags").Trim(), 16) & 0x300;
    }

    private static void Refused(IIpLink links, Tally tally)
    {
        tally.Act("ip link set dev lo vf 0 trust on");
        try
        {
            links.SetVf(links.Find("lo")!, 0, new VfSetting.Trust(OnOff.On));
            tally.Fail("a link without VFs takes their settings");
        }
        catch (KernelException refusal)
        {
            tally.Same("refusal", (Errno.EOPNOTSUPP, "ip link set dev lo vf 0 trust on"), (refusal.Errno, refusal.Act));
        }

        tally.Same("the connection after a refusal", "lo", links.Find("lo")?.Name);
    }

    /// <summary>An answer that is longer than the first buffer, and a list of many datagrams.</summary>
    private static void Long(IIpLink links, Tally tally)
    {
        string[] names = [.. Enumerable.Range(0, 400).Select(n => $"{n:D4}-{new string('n', 120)}")];
        tally.Act("400 alternative names");
        Batch("", names.Select(name => $"link property add dev vb altname {name}"));
        var vb = links.Find(names[399])!;
        tally.Same("found by the last", "vb", vb.Name);
        tally.SameLines("names", names, [.. vb.AltNames.Order(StringComparer.Ordinal)]);

        tally.Act("200 links in another namespace");
        Batch($"-n {Namespace}", Enumerable.Range(0, 100).Select(n => $"link add va{n} type veth peer name vb{n}"));
        var expected = Enumerable.Range(0, 100).SelectMany(n => new[] { $"va{n}", $"vb{n}" }).Append("lo");
        tally.SameLines("links there", [.. expected.Order(StringComparer.Ordinal)], NamesIn(links, NamespaceFile));
    }

    /// <summary>A look into another namespace leaves every thread in its own; a file that is no namespace is one that is gone.</summary>
    private static void Elsewhere(IIpLink links, Tally tally)
    {
        tally.Act("50 looks into another namespace");
        var own = NamesIn(links, null);
        string?[] strays = new string?[50];
        Parallel.For(0, strays.Length, n =>
        {
            _ = links.List(NamespaceFile);
            // A socket that is opened now on this thread tells where the thread is.
            strays[n] = LinuxHost.Create().IpLink.Find("va0")?.Name;
        });
        tally.Same("threads that were left there", 0, strays.Count(name => name is not null));
        tally.SameLines("links here", own, NamesIn(links, null));

        tally.Act("a file that is no namespace");
        File.WriteAllText("/tmp/no-namespace", "");
        tally.Same("its links", null, links.List("/tmp/no-namespace"));
    }

    private static void Batch(string options, IEnumerable<string> lines)
    {
        File.WriteAllLines("/tmp/batch", lines);
        Bash.Do($"ip {options} -batch /tmp/batch");
    }

    private static string[] NamesIn(IIpLink links, string? file) => [.. links.List(file)!.Select(link => link.Name).Order(StringComparer.Ordinal)];

    private static string Line(JsonNode link)
    {
        var flags = link["flags"]!.AsArray().Select(flag => (string)flag!).ToHashSet();
        return $"{link["ifindex"]} {link["ifname"]} {link["mtu"]} {link["address"]} {flags.Contains("UP")} {flags.Contains("PROMISC")} "
            + $"{flags.Contains("ALLMULTI")} {link["phys_port_name"]} {link["parentbus"]} {link["parentdev"]}";
    }

    private static string Line(NetworkLink link) =>
        $"{link.Index} {link.Name} {link.Mtu} {link.HardwareAddress} {link.IsUp} {link.IsPromiscuous} "
        + $"{link.IsAllMulticast} {link.PhysicalPortName} {link.ParentBus} {link.ParentDevice}";
}
