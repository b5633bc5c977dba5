namespace Mlx5Sriov.Lab;

/// <summary>
/// The commands of the vendor's SR-IOV chapter, typed into bash on one port, beside cmdlets on the other port of the same adapter, from the same start:
/// the same end state after each. Then what only the driver's tree itself tells: its shares, its help texts, its refusals.
/// </summary>
internal sealed class VendorCommands : Suite
{
    public override string Name => "vendor";

    public override void Run(GuestMachine guest, Tally tally)
    {
        GuestMachine.LoadDriver("ofed=1");
        Bash.Do($"ip link set {guest.First.NetDevice} up; ip link set {guest.Second.NetDevice} up");
        SideBySide(guest, tally, VendorPairs.Ethernet);
        foreach (var (vendor, script) in VendorPairs.Readings)
        {
            tally.Act(Fill(vendor, guest.First));
            var read = Bash.Do(Fill(vendor, guest.First)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            tally.SameLines("reading", read, [.. guest.Module.Do(Fill(script, guest.First)).Select(o => $"{o}")]);
        }

        GroupShares(guest, tally);
        Texts(guest, tally);
        Refusals(guest, tally);
        GuestMachine.LoadDriver("");
        SideBySide(guest, tally, VendorPairs.Migration);
        GuestMachine.LoadDriver("ofed=1 ib=1");
        SideBySide(guest, tally, VendorPairs.Infiniband);
    }

    /// <summary>The vendor's commands on the first port, the cmdlets on the second.</summary>
    private static void SideBySide(GuestMachine guest, Tally tally, IReadOnlyList<(string Vendor, string Cmdlet)> pairs)
    {
        Compare(guest, tally);
        foreach (var (vendor, cmdlet) in pairs)
        {
            var (typed, script) = (Fill(vendor, guest.First), Fill(cmdlet, guest.Second));
            tally.Act(typed);
            var before = State(guest.First);
            Bash.Do(typed);
            tally.Same("the vendor's command changes something", true, !before.SequenceEqual(State(guest.First)));
            tally.Act(script);
            tally.Same("errors", "", string.Join("; ", guest.Module.Run(script).Errors));
            Compare(guest, tally);
        }
    }

    /// <summary>The chapter's groups with guarantees of 20, 5 and 15 Gbit/s, and what the driver makes of them.</summary>
    private static void GroupShares(GuestMachine guest, Tally tally)
    {
        tally.Act("three groups with guarantees, one without");
        Bash.Do($"""
            cd {guest.First.Path}/sriov && set -e; for n in 0 1 2 3; do echo 0 > $n/min_tx_rate; echo $((n + 1)) > $n/group; done
            echo 20000 > groups/1/min_tx_rate; echo 5000 > groups/2/min_tx_rate; echo 15000 > groups/3/min_tx_rate
            """);
        foreach (var (group, rate, share) in new[] { (1, 20000, 100), (2, 5000, 25), (3, 15000, 75), (4, 0, 1) })
        {
            tally.Same($"config of group {group}", $"Num VFs    : 1\nMaxRate    : 0\nMinRate    : {rate}\nBWShare(Indirect cfg)    : {share}\n",
                Bash.Do($"cat {guest.First.Path}/sriov/groups/{group}/config"));
        }

        Bash.Do($"cd {guest.First.Path}/sriov; for n in 0 1 2 3; do echo 0 > $n/group; done");
        tally.Same("groups when all have left", "", Bash.Do($"ls {guest.First.Path}/sriov/groups"));
    }

    /// <summary>What the files read: help where they set, numbers where they tell.</summary>
    private static void Texts(GuestMachine guest, Tally tally)
    {
        (string File, string Text)[] texts =
        [
            ("mac", "usage: write <LLADDR|Random> to set VF Mac Address"),
            ("vlan", "usage: write <Vlan:Qos[:Proto]> to set VF Vlan, Qos, and optionally Vlan Protocol (default 802.1Q)"),
            ("spoofcheck", "usage: write <ON|OFF> to enable|disable VF SpoofCheck"),
            ("trust", "usage: write <ON|OFF> to trust|untrust VF"),
            ("link_state", "usage: write <Up|Down|Follow> to set VF State"),
            ("max_tx_rate", "usage: write <Rate (Mbit/s)> to set VF max rate"),
            ("min_tx_rate", "usage: write <Rate (Mbit/s)> to set VF min rate"),
            ("group", "usage: write <Group 0-255> to set VF vport group"),
        ];
        foreach (var (file, text) in texts) tally.Same(file, $"{text}\n", Bash.Do($"cat {guest.First.Path}/sriov/2/{file}"));
        tally.Same("labels of stats", "tx_packets tx_bytes tx_dropped rx_packets rx_bytes rx_broadcast rx_multicast tx_broadcast tx_multicast rx_dropped",
            Bash.Do($"cut -d: -f1 {guest.First.Path}/sriov/2/stats | xargs").Trim());
    }

    /// <summary>Lines that the driver refuses, with the word of bash for each.</summary>
    private static void Refusals(GuestMachine guest, Tally tally)
    {
        (string File, string Text, string Refusal)[] refusals =
        [
            ("trunk", "<add> 4 15", "Invalid argument"),
            ("vlan", "10", "Invalid argument"),
            ("trust", "on", "Invalid argument"),
            ("mac", "01:00:00:00:00:01", "Invalid argument"),
            ("max_tx_rate", "10x", "Invalid argument"),
            ("max_tx_rate", "4294967296", "Numerical result out of range"),
            ("group", "256", "Invalid argument"),
            ("config", "1", "Unknown error 524"),
            ("stats", "1", "Unknown error 524"),
            ("paging_control/num_pages", "1", "Operation not supported"),
        ];
        foreach (var (file, text, refusal) in refusals)
        {
            tally.Act($"echo '{text}' > {file}");
            tally.Same("refusal", $"write error: {refusal}", Bash.Run($"echo '{text}' > {guest.First.Path}/sriov/0/{file}").Error.Trim().Split("echo: ")[^1]);
        }

        tally.Act("a trunk beside a VST VLAN, and a VST VLAN beside a trunk");
        tally.Same("refusals", 2, Bash.Run($"""
            cd {guest.First.Path}/sriov/0
            echo 100:0 > vlan; echo add 5 5 > trunk; echo 0:0 > vlan; echo add 5 5 > trunk; echo 100:0 > vlan; echo rem 5 5 > trunk
            """).Error.Split("Operation not permitted").Length - 1);
    }

    private static void Compare(GuestMachine guest, Tally tally) => tally.SameLines("both ports", State(guest.First), State(guest.Second));

    private static string[] State(GuestPort port)
    {
        var path = port.Path;
        string[] vfs = [.. Directory.EnumerateFileSystemEntries(path, "virtfn*").Order(StringComparer.Ordinal)];
        return
        [
            .. new[] { "sriov_numvfs", "sriov_drivers_autoprobe" }.Select(file => $"{file} {File.ReadAllText($"{path}/{file}")}"),
            .. vfs.Select(vf => $"{Path.GetFileName(vf)} {Driver(vf)} {File.ReadAllText($"{vf}/driver_override")}"),
            .. vfs.Where(vf => Directory.Exists($"{vf}/net")).Select(vf => $"{Path.GetFileName(vf)} flags {Flags(vf)}"),
            .. PortReading.Tree(port).Select(Alike),
            .. IpTool.Link(port.NetDevice)["vfinfo_list"]?.AsArray().Select(vf => Alike(vf!.ToJsonString())) ?? [],
            .. Bash.Run($"exec devlink -j dev eswitch show pci/{port.Address}").Output.Split('{').TakeLast(1),
        ];

        static string? Driver(string vf) => Path.GetFileName(new FileInfo($"{vf}/driver").LinkTarget);

        static string Flags(string vf) => File.ReadAllText($"{Directory.GetDirectories($"{vf}/net").Single()}/flags");
    }

    private static string Alike(string text) => text.Replace(":67", ":66", StringComparison.Ordinal);

    private static string Fill(string command, GuestPort port)
    {
        var filled = command
            .Replace("{net}", port.NetDevice, StringComparison.Ordinal)
            .Replace("{rdma}", Path.GetFileName(Directory.GetDirectories($"{port.Path}/infiniband").Single()), StringComparison.Ordinal)
            .Replace("{pci}", port.Address, StringComparison.Ordinal);
        if (filled.Contains("{vf0}", StringComparison.Ordinal)) filled = filled.Replace("{vf0}", port.Vf(0), StringComparison.Ordinal);
        return filled.Contains("{dev0}", StringComparison.Ordinal)
            ? filled.Replace("{dev0}", Path.GetFileName(Directory.GetDirectories($"{port.Path}/virtfn0/net").Single()), StringComparison.Ordinal)
            : filled;
    }
}
