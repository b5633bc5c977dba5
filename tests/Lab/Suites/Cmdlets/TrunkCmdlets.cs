namespace Mlx5Sriov.Lab;

/// <summary>The five trunk cmdlets beside OFED's trunk file.</summary>
internal sealed class TrunkCmdlets : Suite
{
    private const string Header = "Allowed 802.1Q VLANs:";

    public override string Name => "cmdlets-trunk";

    public override void Run(GuestMachine guest, Tally tally)
    {
        GuestMachine.LoadDriver("ofed=1");
        GuestMachine.Enable(guest.First, 3);
        var (port, acts) = (guest.First, new CmdletActs(guest, guest.First, tally));
        var pf = acts.Pf;
        (string Script, string Vlans)[] steps =
        [
            ($"Add-MlxVfTrunk {pf} 0 4-15", "4 5 6 7 8 9 10 11 12 13 14 15"),
            ($"Add-MlxVfTrunk {pf} 0 17", "4 5 6 7 8 9 10 11 12 13 14 15 17"),
            ($"Remove-MlxVfTrunk {pf} 0 5-14", "4 15 17"),
            ($"Set-MlxVfTrunk {pf} 0 0,15-18", "0 15 16 17 18"),
            ($"Get-MlxVf {pf} 0 | Set-MlxVfTrunk -Vlan 1,3,5,4094", "1 3 5 4094"),
            ($"Clear-MlxVfTrunk {pf} 0", ""),
        ];
        foreach (var (script, vlans) in steps)
        {
            acts.Twice(script);
            Check(vlans);
        }

        acts.Cmdlet("Undo-MlxChange");
        Check("1 3 5 4094");
        acts.Tool($"echo rem 3 5 > {port.Path}/sriov/0/trunk; echo add 100 102 > {port.Path}/sriov/0/trunk");
        Check("1 100 101 102 4094");
        acts.Idle($"Set-MlxVfTrunk {pf} 0 1,100-102,4094");

        // More VLANs than the driver's page lists.
        acts.Tool($"echo add 0 4095 > {port.Path}/sriov/1/trunk");
        tally.Same("IsComplete", "False", acts.Told($"(Get-MlxVfTrunk {pf} 1).IsComplete"));
        tally.Act($"Clear-MlxVfTrunk {pf} 1");
        tally.Same("errors", 0, guest.Module.Run($"Clear-MlxVfTrunk {pf} 1").Errors.Count);
        tally.Same("trunk", "", File.ReadAllText($"{port.Path}/sriov/1/trunk"));

        // A VST VLAN and a trunk exclude each other: the one that is wished takes the other's place.
        var tagged = acts.Tool($"ip link set {pf} vf 2 vlan 30");
        acts.Twice($"Add-MlxVfTrunk {pf} 2 5");
        tally.Same("VLAN and trunk", (0, $"{Header} 5\n"), (IpTool.Vfs(pf)[2].VlanId, File.ReadAllText($"{port.Path}/sriov/2/trunk")));
        acts.Undo(tagged);
        acts.Refused($"Set-MlxVfTrunk {pf} 9 5", "VfIndexOutOfRange");

        GuestMachine.LoadDriver("");
        GuestMachine.Enable(guest.First, 1);
        acts.Refused($"Add-MlxVfTrunk {acts.Pf} 0 5", "NeedsOfed");

        void Check(string vlans)
        {
            tally.Same("cat trunk", vlans.Length == 0 ? "" : $"{Header} {vlans}\n", File.ReadAllText($"{port.Path}/sriov/0/trunk"));
            tally.Same("Get-MlxVfTrunk", vlans, acts.Told($"$t = (Get-MlxVfTrunk {pf} 0).Trunk; if ($t) {{ $t.Vlans.Ids }}"));
            tally.Same("VlanMode", vlans.Length == 0 ? "Vgt" : "VgtPlus", acts.Told($"(Get-MlxVf {pf} 0).VlanMode"));
        }
    }
}
