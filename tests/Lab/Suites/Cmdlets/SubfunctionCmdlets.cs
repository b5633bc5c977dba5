namespace Mlx5Sriov.Lab;

/// <summary>Subfunctions, made and removed by devlink: VFs are told as without them, and they end with switchdev mode, of which a plan says so.</summary>
internal sealed class SubfunctionCmdlets : Suite
{
    private const int VfCount = 2;

    public override string Name => "cmdlets-subfunctions";

    public override void Run(GuestMachine guest, Tally tally)
    {
        GuestMachine.LoadDriver("");
        var port = guest.First;
        Bash.Do($"devlink dev eswitch set pci/{port.Address} mode switchdev; echo {VfCount} > {port.Path}/sriov_numvfs");
        var acts = new CmdletActs(guest, port, tally);
        Bash.Do($"ip link set {acts.Pf} up");
        var without = Vfs(acts);
        tally.Act("a subfunction on a port in legacy mode");
        var refusal = Bash.Run($"devlink port add pci/{guest.Second.Address} flavour pcisf pfnum 1 sfnum 88").Error;
        tally.Same("refusal", true, refusal.Contains("SF ports are only supported in eswitch switchdev mode.", StringComparison.Ordinal));
        acts.Tool($"for n in 88 90; do devlink port add pci/{port.Address} flavour pcisf pfnum 0 sfnum $n; done");
        var representors = Subfunctions(port);
        tally.Same("subfunctions", "88 90", string.Join(' ', representors.Keys));
        tally.Same("name of a representor's port", "pf0sf88", File.ReadAllText($"/sys/class/net/{representors[88]}/phys_port_name").Trim());
        tally.Same("Get-MlxVf", without, Vfs(acts));
        acts.Twice($"Set-MlxVf {acts.Pf} 1 -MacAddress 02:00:00:00:00:88 -MaxTxRate 1Gbit");
        acts.Cmdlet("Undo-MlxChange");
        acts.Cmdlet($"Set-MlxPf {acts.Pf} -NumVfs 3");
        tally.Same("subfunctions after a resize", "88 90", string.Join(' ', Subfunctions(port).Keys));

        Plan(acts, tally, representors);
        acts.Tool($"devlink port del {representors[90]}");
        acts.Twice($"Set-MlxPf {acts.Pf} -EswitchMode Legacy -WarningAction SilentlyContinue");
        tally.Same("subfunctions in legacy mode", 0, Subfunctions(port).Count);
        tally.Act("Undo-MlxChange");
        var undone = guest.Module.Run("Undo-MlxChange -Force 3> $null").Errors;
        tally.Same("the undo tells what did not come back", true, undone.Any(e => $"{e}".Contains("EswitchMode", StringComparison.Ordinal)));
        tally.Same("mode", "Switchdev", acts.Told($"(Get-MlxPf {acts.Pf}).EswitchMode"));
        tally.Same("subfunctions after the undo", 0, Subfunctions(port).Count);
    }

    private static void Plan(CmdletActs acts, Tally tally, SortedDictionary<int, string> representors)
    {
        tally.Act($"Set-MlxPf {acts.Pf} -EswitchMode Legacy -PlanOnly");
        tally.Same("plan", "VfsDestroyed False", acts.Told($"""
            $plan = Set-MlxPf {acts.Pf} -EswitchMode Legacy -PlanOnly; "$($plan.Disruption) $($plan.IsReversible)"
            """));
        foreach (var (number, device) in representors)
            tally.Same("affected", "True", acts.Told($"$plan.Affected -contains '{acts.Pf} subfunction {number} ({device})'"));
        tally.Same("losses", "True", acts.Told("[bool]($plan.Losses -match 'subfunctions \\(88, 90\\)')"));
    }

    private static SortedDictionary<int, string> Subfunctions(GuestPort port) => new(DevlinkTool.Show("port show")
        .Where(p => p.Key.StartsWith($"pci/{port.Address}/", StringComparison.Ordinal) && (string?)p.Value!["flavour"] == "pcisf")
        .ToDictionary(p => (int)p.Value!["sfnum"]!, p => (string)p.Value!["netdev"]!));

    private static string Vfs(CmdletActs acts) => acts.Told($"Get-MlxVf {acts.Pf} | ConvertTo-MlxJson");
}
