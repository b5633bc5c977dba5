namespace Mlx5Sriov.Lab;

/// <summary>The rate groups' cmdlets in both dialects: OFED's numbered groups beside their files, devlink's nodes beside devlink.</summary>
internal sealed class GroupCmdlets : Suite
{
    private const int VfCount = 6;

    public override string Name => "cmdlets-group";

    public override void Run(GuestMachine guest, Tally tally)
    {
        Numbered(guest, tally);
        Nodes(guest, tally);
    }

    private static void Numbered(GuestMachine guest, Tally tally)
    {
        GuestMachine.LoadDriver("ofed=1");
        GuestMachine.Enable(guest.First, VfCount);
        var (port, acts) = (guest.First, new CmdletActs(guest, guest.First, tally));
        var pf = acts.Pf;
        Bash.Do($"ip link set {pf} up");
        var none = PortReading.Of(port);

        acts.Twice($"New-MlxVfGroup {pf} 7 4,5 -MaxTxRate 5Gbit -MinTxRate 1Gbit");
        Check("7: 4-5 5000 1000 100");
        acts.Twice($"Set-MlxVfGroup {pf} 7 -MaxTxRate 6Gbit -MinTxRate 0");
        Check("7: 4-5 6000 0 0");
        acts.Twice($"Set-MlxVfGroup {pf} 7 -Index 3,4");
        Check("7: 3-4 6000 0 0");
        acts.Twice($"New-MlxVfGroup {pf} 8 0-2 -MinTxRate 20Gbit");
        Check("7: 3-4 6000 0 1", "8: 0-2 0 20000 100");
        var two = PortReading.Of(port);

        // The last VF that leaves ends a group with its limit; the undo makes both again.
        acts.Twice($"Set-MlxVf {pf} 3,4 -Group 8");
        Check("8: 0-4 0 20000 100");
        acts.Undo(two);
        acts.Cmdlet($"Remove-MlxVfGroup {pf} 7");
        Check("8: 0-2 0 20000 100");
        acts.Refused($"Remove-MlxVfGroup {pf} 7", "GroupNotFound");
        acts.Undo(two);
        acts.Twice($"Set-MlxVfGroup {pf} 7 -Index 0; Set-MlxVfGroup {pf} 8 -Index 4,5");
        Check("7: 0 6000 0 1", "8: 4-5 0 20000 100");
        acts.Cmdlet($"Get-MlxVfGroup {pf} | Remove-MlxVfGroup");
        tally.SameLines("no groups", none, PortReading.Of(port));

        // Made by hand.
        acts.Tool($"""
            cd {port.Path}/sriov; echo 1 > 0/group; echo 2 > 1/group
            echo 20000 > groups/1/min_tx_rate; echo 5000 > groups/2/min_tx_rate; echo 300 > groups/2/max_tx_rate
            """);
        Check("1: 0 0 20000 100", "2: 1 300 5000 25");
        acts.Idle($"New-MlxVfGroup {pf} 1 0 -MinTxRate 20Gbit");
        acts.Refused($"New-MlxVfGroup {pf} 256 0", "GroupOutOfRange");
        acts.Refused($"New-MlxVfGroup {pf} 3 {VfCount}", "VfIndexOutOfRange");
        acts.Refused($"New-MlxVfGroup {pf} -Name gold", "NeedsSwitchdev");

        void Check(params string[] groups)
        {
            tally.SameLines("cat groups/*/config", groups, [.. Directory.GetDirectories($"{port.Path}/sriov/groups").Select(g => OfFiles(port, g))]);
            tally.SameLines("Get-MlxVfGroup", groups, [.. guest.Module.All<RateGroup>($"Get-MlxVfGroup {pf}").Select(g =>
                $"{g.Id}: {g.Members} {g.MaxTxRate!.Value.WholeMegabits} {g.MinTxRate!.Value.WholeMegabits} {g.BandwidthShare}")]);
        }
    }

    /// <summary>A group as its files tell it, its members by the VFs' own.</summary>
    private static string OfFiles(GuestPort port, string directory)
    {
        var (id, config) = (Path.GetFileName(directory), Config($"{directory}/config"));
        var members = new VfIndexSet(Enumerable.Range(0, VfCount).Where(vf => Config($"{port.Path}/sriov/{vf}/config")["RateGroup"] == id));
        return $"{id}: {members} {config["MaxRate"]} {config["MinRate"]} {config["BWShare(Indirect cfg)"]}";

        static Dictionary<string, string> Config(string path) => OfedFiles.Labelled(File.ReadAllText(path));
    }

    private static void Nodes(GuestMachine guest, Tally tally)
    {
        GuestMachine.LoadDriver("");
        var (port, acts) = (guest.Second, new CmdletActs(guest, guest.Second, tally));
        var pf = acts.Pf;
        Bash.Do($"devlink dev eswitch set pci/{port.Address} mode switchdev; echo {VfCount} > {port.Path}/sriov_numvfs; ip link set {pf} up");
        var none = PortReading.Of(port);

        acts.Twice($"New-MlxVfGroup {pf} -Name gold -Index 0,1 -MaxTxRate 5Gbit -MinTxRate 1Gbit");
        Check("gold: 0-1 5000 1000");
        acts.Twice($"New-MlxVfGroup {pf} -Name empty");
        Check("empty:  0 0", "gold: 0-1 5000 1000");
        acts.Twice($"Set-MlxVfGroup {pf} -Name gold -Index 1-3 -MaxTxRate 0");
        Check("empty:  0 0", "gold: 1-3 0 1000");
        acts.Twice($"Set-MlxVf {pf} 1 -Group empty");
        var two = PortReading.Of(port);
        Check("empty: 1 0 0", "gold: 2-3 0 1000");
        acts.Twice($"Set-MlxVf {pf} 1,2 -Group 0");
        Check("empty:  0 0", "gold: 3 0 1000");
        acts.Undo(two);
        acts.Cmdlet($"Remove-MlxVfGroup {pf} -Name gold");
        Check("empty: 1 0 0");
        acts.Refused($"Remove-MlxVfGroup {pf} -Name gold", "GroupNotFound");
        acts.Undo(two);
        acts.Cmdlet($"Get-MlxVfGroup {pf} | Remove-MlxVfGroup");
        tally.SameLines("no nodes", none, PortReading.Of(port));

        acts.Tool($"""
            devlink port function rate add pci/{port.Address}/silver tx_max 40gbit tx_share 2gbit
            devlink port function rate set {DevlinkTool.Port(port, 4).Handle} parent silver
            """);
        Check("silver: 4 40000 2000");
        acts.Idle($"Set-MlxVfGroup {pf} -Name silver -Index 4 -MaxTxRate 40Gbit");
        acts.Refused($"New-MlxVfGroup {pf} 7 1", "NeedsOfed");

        void Check(params string[] nodes)
        {
            tally.SameLines("devlink -j", nodes, [.. OfDevlink(port)]);
            tally.SameLines("Get-MlxVfGroup", nodes, [.. guest.Module.All<RateGroup>($"Get-MlxVfGroup {pf}").Select(g =>
                $"{g.Name}: {g.Members} {g.MaxTxRate!.Value.WholeMegabits} {g.MinTxRate!.Value.WholeMegabits}")]);
        }
    }

    private static IEnumerable<string> OfDevlink(GuestPort port)
    {
        var prefix = $"pci/{port.Address}/";
        var rates = DevlinkTool.Show("port function rate show").Where(r => r.Key.StartsWith(prefix, StringComparison.Ordinal)).ToArray();
        var vfs = DevlinkTool.Show("port show").Where(p => p.Value!["vfnum"] is not null).ToDictionary(p => p.Key, p => (int)p.Value!["vfnum"]!);
        return rates.Where(r => (string?)r.Value!["type"] == "node").Select(node =>
        {
            var name = node.Key[prefix.Length..];
            var (share, max, _) = DevlinkTool.Rate(node.Key);
            return $"{name}: {new VfIndexSet(rates.Where(r => (string?)r.Value!["parent"] == name).Select(r => vfs[r.Key]))} {max} {share}";
        });
    }
}
