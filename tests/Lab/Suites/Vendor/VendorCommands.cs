namespace Mlx5Sriov.Lab;

/// <summary>
/// The commands of the vendor's SR-IOV chapter, typed into bash on one port, beside cmdlets on the other port of the same adapter, from the same start:
/// the same end state after each.
/// </summary>
internal sealed class VendorCommands : Suite
{
    private const int VfCount = 4;

    /// <summary>
    /// What the chapter has one type ({net}, {rdma} and {pci} are the port's names), and the cmdlet, with {net} for the other port's. MAC addresses end in 66
    /// on the one and in 67 on the other port, for no two VFs may share one.
    /// </summary>
    private static readonly (string Vendor, string Cmdlet)[] s_pairs =
    [
        ("ip link set dev {net} vf 2 vlan 10 qos 3", "Set-MlxVf {net} 2 -VlanId 10 -Qos 3"),
        ("ip link set dev {net} vf 2 vlan 0", "Set-MlxVf {net} 2 -VlanId 0 -Qos 0"),
        ("ip link set dev {net} vf 1 mac 00:22:33:44:55:66", "Set-MlxVf {net} 1 -MacAddress 00:22:33:44:55:67"),
        ("ip link set dev {net} vf 0 spoofchk on", "Enable-MlxVfSpoofCheck {net} 0"),
        ("ip link set dev {net} vf 0 spoofchk off", "Disable-MlxVfSpoofCheck {net} 0"),
        ("""echo "ON" > /sys/class/net/{net}/device/sriov/0/spoofcheck""", "Enable-MlxVfSpoofCheck {net} 0"),
        ("""echo "OFF" > /sys/class/net/{net}/device/sriov/0/spoofcheck""", "Disable-MlxVfSpoofCheck {net} 0"),
        ("ip link set {net} vf 0 trust on", "Enable-MlxVfTrust {net} 0"),
        ("ip link set {net} vf 0 trust off", "Disable-MlxVfTrust {net} 0"),
        ("""echo "ON" > /sys/class/net/{net}/device/sriov/0/trust""", "Enable-MlxVfTrust {net} 0"),
        ("""echo "OFF" > /sys/class/net/{net}/device/sriov/0/trust""", "Disable-MlxVfTrust {net} 0"),
        ("ip link set dev {net} vf 3 state enable", "Set-MlxVf {net} 3 -LinkState Enable"),
        ("ip link set dev {net} vf 3 state disable", "Set-MlxVf {net} 3 -LinkState Disable"),
        ("ip link set dev {net} vf 3 state auto", "Set-MlxVf {net} 3 -LinkState Auto"),
        ("echo 10000 > /sys/class/net/{net}/device/sriov/3/max_tx_rate", "Set-MlxVf {net} 3 -MaxTxRate 10Gbit"),
        ("echo 1000 > /sys/class/infiniband/{rdma}/device/sriov/3/min_tx_rate", "Set-MlxVf {net} 3 -MinTxRate 1Gbit"),
        ("echo 00:11:22:33:44:66:1:66 > /sys/class/infiniband/{rdma}/device/sriov/0/node", "Set-MlxVf {net} 0 -NodeGuid 00:11:22:33:44:66:01:67"),
    ];

    /// <summary>What the chapter has one type for which there is no cmdlet yet, and what Get-MlxVf tells of the VF then.</summary>
    private static readonly (string Vendor, int Vf, string Property, string Value)[] s_trunksAndGroups =
    [
        ("echo add 4 15 > /sys/class/net/{net}/device/sriov/0/trunk", 0, "Trunk", "4-15"),
        ("echo add 17 17 > /sys/class/net/{net}/device/sriov/0/trunk", 0, "Trunk", "4-15,17"),
        ("echo rem 4 15 > /sys/class/net/{net}/device/sriov/0/trunk", 0, "Trunk", "17"),
        ("echo rem 17 17 > /sys/class/net/{net}/device/sriov/0/trunk", 0, "VlanMode", "Vgt"),
        ("echo add 0 4095 > /sys/class/net/{net}/device/sriov/0/trunk", 0, "VlanMode", "VgtPlus"),
        ("echo rem 0 4095 > /sys/class/net/{net}/device/sriov/0/trunk", 0, "VlanMode", "Vgt"),
        ("echo 7 > /sys/class/net/{net}/device/sriov/3/group", 3, "RateGroup", "7"),
        ("echo 5000 > /sys/class/net/{net}/device/sriov/groups/7/max_tx_rate", 3, "MaxTxRate", "10Gbit"),
        ("echo 3 > /sys/class/net/{net}/device/sriov/3/group", 3, "RateGroup", "3"),
        ("echo 0 > /sys/class/net/{net}/device/sriov/3/group", 3, "RateGroup", ""),
    ];

    public override string Name => "vendor";

    public override void Run(GuestMachine guest, Tally tally)
    {
        GuestMachine.LoadDriver("ofed=1");
        tally.Act("echo 4 > mlx5_num_vfs; echo 4 > sriov_numvfs");
        Bash.Do($"echo {VfCount} > /sys/class/infiniband/mlx5_0/device/mlx5_num_vfs; echo {VfCount} > /sys/class/infiniband/mlx5_1/device/sriov_numvfs");
        var (theirs, ours) = (guest.First.NetDevice, guest.Second.NetDevice);
        Bash.Do($"ip link set {theirs} up; ip link set {ours} up");
        Compare(guest, tally);

        foreach (var (vendor, cmdlet) in s_pairs)
        {
            tally.Act(Fill(vendor, theirs, "mlx5_0"));
            Bash.Do(Fill(vendor, theirs, "mlx5_0"));
            tally.Act(Fill(cmdlet, ours, "mlx5_1"));
            tally.Same("errors", "", string.Join("; ", guest.Module.Run(Fill(cmdlet, ours, "mlx5_1")).Errors));
            Compare(guest, tally);
        }

        foreach (var (vendor, vf, property, value) in s_trunksAndGroups)
        {
            tally.Act(Fill(vendor, theirs, "mlx5_0"));
            Bash.Do(Fill(vendor, theirs, "mlx5_0"));
            tally.Same(property, value, $"{guest.Module.Do($"(Get-MlxVf {theirs} {vf}).{property}").SingleOrDefault()}");
        }

        GroupShares(guest, tally);
        Texts(guest, tally);
        Refusals(guest, tally);
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
            cd {guest.First.Path}/sriov/0; echo 100:0 > vlan; echo add 5 5 > trunk; echo 0:0 > vlan; echo add 5 5 > trunk; echo 100:0 > vlan; echo rem 5 5 > trunk
            """).Error.Split("Operation not permitted").Length - 1);
    }

    private static void Compare(GuestMachine guest, Tally tally) => tally.SameLines("both ports", State(guest.First), State(guest.Second));

    private static string[] State(GuestPort port) =>
    [
        .. Enumerable.Range(0, VfCount).SelectMany(vf => new[] { "config", "trunk", "node" }, (vf, file) => $"{vf} {Alike(File.ReadAllText($"{port.Path}/sriov/{vf}/{file}"))}"),
        .. Directory.EnumerateDirectories($"{port.Path}/sriov/groups").Order(StringComparer.Ordinal).Select(g => $"{Path.GetFileName(g)} {File.ReadAllText($"{g}/config")}"),
        .. IpTool.Vfs(port.NetDevice).Select(vf => $"{vf with { Mac = Alike(vf.Mac) }}"),
    ];

    private static string Alike(string text) => text.Replace(":67", ":66", StringComparison.Ordinal);

    private static string Fill(string command, string net, string rdma) =>
        command.Replace("{net}", net, StringComparison.Ordinal).Replace("{rdma}", rdma, StringComparison.Ordinal);
}
