namespace Mlx5Sriov.Lab;

/// <summary>Set-MlxPf: the number of VFs through zero, with what they had; probing; the e-switch's modes.</summary>
internal sealed class PfCmdlets : Suite
{
    public override string Name => "cmdlets-setpf";

    public override void Run(GuestMachine guest, Tally tally)
    {
        Numbers(guest, tally);
        Modes(guest, tally);
    }

    private static void Numbers(GuestMachine guest, Tally tally)
    {
        GuestMachine.LoadDriver("ofed=1");
        var port = guest.First;
        var acts = new CmdletActs(guest, port, tally);
        var pf = acts.Pf;
        Bash.Do($"ip link set {pf} up; modprobe vfio-pci");
        acts.Twice($"Set-MlxPf {pf} -NumVfs 4");
        Drivers(tally, port, "mlx5_core", 4);

        var four = acts.Tool($"""
            ip link set {pf} vf 0 mac 02:00:00:00:40:00 spoofchk on trust on; ip link set {pf} vf 1 vlan 100 qos 3 proto 802.1ad
            ip link set {pf} vf 2 mac 02:00:00:00:40:02 state disable
            ip link set {pf} vf 3 max_tx_rate 5000 min_tx_rate 100
            cd {port.Path}/sriov; echo add 4 15 > 0/trunk; echo add 17 17 > 0/trunk; echo 7 > 2/group; echo 7 > 3/group
            echo 20000 > groups/7/max_tx_rate; echo 500 > groups/7/min_tx_rate
            for n in 0 2; do
              v=$(basename $(readlink {port.Path}/virtfn$n)); echo $v > {port.Path}/virtfn$n/driver/unbind; echo $v > /sys/bus/pci/drivers/mlx5_core/bind
            done
            v=$(basename $(readlink {port.Path}/virtfn3)); echo $v > {port.Path}/virtfn3/driver/unbind
            echo vfio-pci > {port.Path}/virtfn3/driver_override; echo $v > /sys/bus/pci/drivers/vfio-pci/bind
            """);
        var six = acts.Twice($"Set-MlxPf {pf} -NumVfs 6");
        Kept(tally, four, six, 4);
        tally.SameLines("groups", Groups(four), Groups(six));
        tally.Same("the fifth VF", new VfState { Index = 4 }, IpTool.Vfs(pf)[4]);

        // Fewer: the group loses a member, and the VF that vfio-pci had is gone.
        var two = acts.Twice($"Set-MlxPf {pf} -NumVfs 2");
        Kept(tally, four, two, 2);
        tally.Same("groups of those that are left", 0, Groups(two).Length);
        acts.Undo(six);
        acts.Undo(four);

        acts.Refused($"Set-MlxPf {pf} -NumVfs 9", "VfCountOutOfRange");
        acts.Twice($"Set-MlxPf {pf} -NumVfs 3 -Discard");
        string[] asNew = [.. Enumerable.Range(0, 3).Select(n => $"{new VfState { Index = n }}")];
        tally.SameLines("VFs that start again", asNew, [.. IpTool.Vfs(pf).Select(vf => $"{vf}")]);
        acts.Undo(four);
        acts.Twice($"Set-MlxPf {pf} -NumVfs 0");
        acts.Twice($"Set-MlxPf {pf} -AutoProbe Off");
        acts.Twice($"Set-MlxPf {pf} -NumVfs 2");
        Drivers(tally, port, "", 2);
        var bare = PortReading.Of(port);
        acts.Twice($"Set-MlxPf {pf} -NumVfs 4 -AutoProbe On");
        Drivers(tally, port, "mlx5_core", 4, from: 2);
        acts.Undo(bare);
        acts.Tool($"echo 1 > {port.Path}/sriov_drivers_autoprobe");
        tally.Same("AutoProbe", "On", acts.Told($"(Get-MlxPf {pf}).AutoProbe"));
        acts.Idle($"Set-MlxPf {pf} -AutoProbe On");
        acts.Twice($"Get-MlxPf {pf} | Set-MlxPf -NumVfs 0");
    }

    private static void Modes(GuestMachine guest, Tally tally)
    {
        GuestMachine.LoadDriver("");
        var port = guest.Second;
        var acts = new CmdletActs(guest, port, tally);
        var pf = acts.Pf;
        Bash.Do($"ip link set {pf} up");
        acts.Twice($"Set-MlxPf {pf} -NumVfs 3");
        var legacy = acts.Tool($"""
            ip link set {pf} vf 0 mac 02:00:00:00:41:00 trust on spoofchk on; ip link set {pf} vf 1 vlan 9
            ip link set {pf} vf 2 mac 02:00:00:00:41:02 state enable
            ip link set {pf} vf 2 max_tx_rate 3000 min_tx_rate 50
            for n in 0 2; do
              v=$(basename $(readlink {port.Path}/virtfn$n)); echo $v > {port.Path}/virtfn$n/driver/unbind; echo $v > /sys/bus/pci/drivers/mlx5_core/bind
            done
            """);

        acts.Twice($"Set-MlxPf {pf} -EswitchMode Switchdev");
        tally.Same("mode", "switchdev", Mode(port));
        tally.Same("representors", 3, DevlinkTool.Show("port show").Count(p => PortReading.IsVfOf(p, $"pci/{port.Address}")));
        tally.Same("MAC address", "02:00:00:00:41:00", (string?)DevlinkTool.Port(port, 0).Port["function"]!["hw_addr"]);
        tally.Same("rate", (50L, 3000L, null), DevlinkTool.Rate(DevlinkTool.Port(port, 2).Handle));
        Drivers(tally, port, "mlx5_core", 3);
        tally.Same("Get-MlxPf", "Switchdev", acts.Told($"(Get-MlxPf {pf}).EswitchMode"));
        acts.Undo(legacy);
        acts.Twice($"Set-MlxPf {pf} -EswitchMode Switchdev -NumVfs 4 -EncapMode None");
        tally.Same("MAC address", "02:00:00:00:41:02", (string?)DevlinkTool.Port(port, 2).Port["function"]!["hw_addr"]);
        acts.Twice($"Set-MlxPf {pf} -EswitchMode Legacy -EncapMode Basic");
        tally.Same("mode", "legacy", Mode(port));

        acts.Tool($"devlink dev eswitch set pci/{port.Address} mode switchdev");
        tally.Same("Get-MlxPf", "Switchdev", acts.Told($"(Get-MlxPf {pf}).EswitchMode"));
        acts.Idle($"Set-MlxPf {pf} -EswitchMode Switchdev");
        acts.Tool($"devlink port function rate add pci/{port.Address}/gold");
        acts.Refused($"Set-MlxPf {pf} -EswitchMode Legacy", "RateNodesExist");
        acts.Tool($"devlink port function rate del pci/{port.Address}/gold");

        // The kernel refuses what only it knows, and everything is as before.
        var before = PortReading.Of(port);
        tally.Act($"Set-MlxPf {pf} -InlineMode Transport");
        tally.Same("refused", true, guest.Module.Run($"Set-MlxPf {pf} -InlineMode Transport").Errors.Count == 1);
        tally.SameLines("state after a refusal", before, PortReading.Of(port));
    }

    private static void Kept(Tally tally, string[] before, string[] after, int vfs)
    {
        for (var vf = 0; vf < vfs; vf++) tally.SameLines($"vf {vf}", PortReading.OfVf(before, vf), PortReading.OfVf(after, vf));
    }

    private static string[] Groups(IEnumerable<string> reading) => [.. reading.Where(line => line.StartsWith("group ", StringComparison.Ordinal))];

    private static void Drivers(Tally tally, GuestPort port, string driver, int count, int from = 0)
    {
        for (var vf = from; vf < count; vf++)
        {
            var bound = new FileInfo($"{port.Path}/virtfn{vf}/driver").LinkTarget;
            tally.Same($"driver of vf {vf}", driver, Path.GetFileName(bound) ?? "");
        }

        tally.Same("VF after the last", false, Directory.Exists($"{port.Path}/virtfn{count}"));
    }

    private static string? Mode(GuestPort port) => (string?)DevlinkTool.Show($"dev eswitch show pci/{port.Address}").Single().Value!["mode"];
}
