using System.Globalization;

namespace Mlx5Sriov.Lab;

/// <summary>The published module in pwsh: what a user does there, beside the tools.</summary>
internal sealed class PwshSuite : Suite
{
    private const int VfCount = 4;

    private static readonly string[] s_headers =
        ["Pf", "Index", "PciAddress", "Name", "Driver", "MacAddress", "Vlan", "Link", "Spoof", "Trust", "MaxTx", "Holder"];

    public override string Name => "pwsh";

    public override void Run(GuestMachine guest, Tally tally)
    {
        GuestMachine.LoadDriver("ofed=1");
        GuestMachine.Enable(guest.First, VfCount);
        Bash.Do($"rm -rf /var/lib/mlx5sriov; ip link set {guest.First.NetDevice} up");
        var module = guest.ModulePath;
        using var pwsh = new PwshSession();
        var acts = new CmdletActs(guest, guest.First, tally, pwsh);

        acts.Cmdlet($"Import-Module {module}/Mlx5Sriov.psd1");
        tally.Same("where it was imported from", module, acts.Told("(Get-Module Mlx5Sriov).ModuleBase"));
        Ports(guest, tally, acts);
        Settings(guest, tally, acts, pwsh);
        Completion(guest, tally, acts);
        Undo(tally, acts);
        Trunk(guest, tally, acts);
        Group(guest, tally, acts);
        Statistics(tally, acts);
        tally.Same("synopsis", "Sets virtual functions; what is not given stays as it is.", acts.Told("(Get-Help Set-MlxVf).Synopsis"));

        acts.Idle("Remove-Module Mlx5Sriov");
        tally.Same("nothing is left of it", "False False", acts.Told($"[bool](Get-Module Mlx5Sriov); [bool](Get-Command Get-MlxVf -ErrorAction Ignore)"));
        acts.Idle($"Import-Module {module}/Mlx5Sriov.psd1");
        Table(guest, tally, acts);
        tally.Same("exit status", 0, pwsh.End());
    }

    private static void Ports(GuestMachine guest, Tally tally, CmdletActs acts)
    {
        GuestPort[] ports = [guest.First, guest.Second, guest.Many];
        tally.Same("Get-MlxPf", string.Join(' ', ports.Select(p => $"{p.NetDevice} {p.Address} {Cat(p, "sriov_numvfs")}/{Cat(p, "sriov_totalvfs")}")),
            acts.Told("Get-MlxPf | ForEach-Object { \"$($_.Name) $($_.PciAddress) $($_.NumVfs)/$($_.TotalVfs)\" }"));

        static string Cat(GuestPort port, string file) => File.ReadAllText($"{port.Path}/{file}").Trim();
    }

    private static void Settings(GuestMachine guest, Tally tally, CmdletActs acts, PwshSession pwsh)
    {
        var pf = acts.Pf;
        Table(guest, tally, acts);
        VfState[] expected = [.. Enumerable.Range(0, VfCount).Select(index => new VfState { Index = index })];
        Set($"Set-MlxVf {pf} 0-2 -VlanId 100 -Qos 3 -Trust On -SpoofCheck On -MaxTxRate 5Gbit", 0..3,
            vf => vf with { VlanId = 100, Qos = 3, Protocol = "802.1Q", Trust = true, SpoofCheck = true, MaxTxRate = 5000 });
        Set($"Get-MlxPf {pf} | Get-MlxVf | Where-Object Index -ge 2 | Set-MlxVf -LinkState Enable -MinTxRate 100Mbit", 2..4,
            vf => vf with { LinkState = "enable", MinTxRate = 100 });
        Set($"Get-MlxVf {pf} 1,2 | Disable-MlxVfTrust", 1..3, vf => vf with { Trust = false });
        Set($"2..3 | ForEach-Object {{ Set-MlxVf {pf} $_ -MacAddress (\"0c:42:a1:00:00:{{0:x2}}\" -f $_) }}", 2..4,
            vf => vf with { Mac = string.Create(CultureInfo.InvariantCulture, $"0c:42:a1:00:00:{vf.Index:x2}") });
        Table(guest, tally, acts);
        tally.Same("-PassThru", "1 42", acts.Told($"Set-MlxVf {pf} 1 -VlanId 42 -PassThru | ForEach-Object {{ \"$($_.Index) $($_.VlanId)\" }}"));
        tally.Same("ip -j", 42, IpTool.Vfs(pf)[1].VlanId);

        acts.Idle($"Set-MlxVf {pf} 0 -VlanId 43 -WhatIf");
        tally.Same("What if", true, pwsh.Said is [var said]
            && said.StartsWith("What if: ", StringComparison.Ordinal)
            && said.Contains($"vf 0 vlan 43", StringComparison.Ordinal));
        acts.Refused($"Set-MlxVf {pf} {VfCount} -VlanId 43", "VfIndexOutOfRange");
        acts.Refused("Set-MlxVf nosuch 0 -VlanId 43", "PfNotFound");

        void Set(string script, Range range, Func<VfState, VfState> effect)
        {
            acts.Twice(script);
            foreach (var vf in expected[range]) expected[vf.Index] = effect(vf);
            foreach (var (wish, found) in expected.Zip(IpTool.Vfs(pf))) tally.Same("ip -j", wish, found);
            foreach (var (wish, found) in expected.Zip(OfedFiles.Vfs(guest.First, VfCount))) tally.Same("cat config", wish, found);
        }
    }

    /// <summary>The table that is shown where nothing else is asked for: its headers, and its rows beside what ip tells.</summary>
    private static void Table(GuestMachine guest, Tally tally, CmdletActs acts)
    {
        var pf = acts.Pf;
        tally.Act($"Get-MlxVf {pf}");
        string[][] lines =
        [
            .. acts.Told($"Get-MlxVf {pf} | Out-String -Width 300").Split('\n')
                .Where(line => line.Trim().Length > 0)
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
        ];
        tally.SameLines("headers", s_headers, lines[0]);
        tally.SameLines(
            "rows",
            [.. IpTool.Vfs(pf).Select(vf => string.Join(' ', (string[])
            [
                pf, $"{vf.Index}", guest.First.Vf(vf.Index),
                Path.GetFileName(Directory.EnumerateDirectories($"{guest.First.Path}/virtfn{vf.Index}/net").Single()), "mlx5_core", vf.Mac,
                vf.VlanId == 0 ? "VGT" : vf.Qos == 0 ? $"{vf.VlanId}" : $"{vf.VlanId} qos {vf.Qos}", vf.LinkState == "enable" ? "Enable" : "Auto",
                vf.SpoofCheck ? "On" : "Off", vf.Trust ? "On" : "Off", .. vf.MaxTxRate == 0 ? [] : new[] { $"{vf.MaxTxRate / 1000}Gbit" },
            ]))],
            [.. lines[2..].Select(row => string.Join(' ', row))]);
    }

    private static void Completion(GuestMachine guest, Tally tally, CmdletActs acts)
    {
        var pf = acts.Pf;
        var names = Offered("Set-MlxVf ");
        foreach (var port in new[] { guest.First, guest.Second, guest.Many }) tally.Same($"Tab offers {port.NetDevice}", true, names.Contains(port.NetDevice));
        tally.SameLines("Tab for an index", [.. Enumerable.Range(0, VfCount).Select(i => $"{i}")], Offered($"Set-MlxVf {pf} "));
        tally.SameLines("Tab for a value", ["Off", "On"], Offered($"Set-MlxVf {pf} 1 -Trust "));

        string[] Offered(string line)
        {
            tally.Act($"Tab after '{line}'");
            return acts.Told($"(TabExpansion2 '{line}').CompletionMatches.CompletionText").Split(' ');
        }
    }

    private static void Undo(Tally tally, CmdletActs acts)
    {
        var before = acts.Cmdlet("$count = @(Get-MlxChange).Count");
        acts.Twice($"Set-MlxVf {acts.Pf} 0-3 -VlanId 55 -Qos 0");
        tally.Same("Get-MlxChange", "1 Set-MlxVf Done", acts.Told("$new = @(Get-MlxChange); $new.Count - $count; $new[-1].Title; $new[-1].State"));
        acts.Undo(before);
        tally.Same("Get-MlxChange", "Undone", acts.Told("@(Get-MlxChange)[-1].State"));
    }

    private static void Trunk(GuestMachine guest, Tally tally, CmdletActs acts)
    {
        acts.Twice($"Set-MlxVf {acts.Pf} 3 -VlanId 0 -Qos 0; Set-MlxVfTrunk {acts.Pf} 3 4-6,9");
        tally.Same("cat trunk", "Allowed 802.1Q VLANs: 4 5 6 9\n", File.ReadAllText($"{guest.First.Path}/sriov/3/trunk"));
        acts.Twice($"Get-MlxVf {acts.Pf} 3 | Clear-MlxVfTrunk");
        tally.Same("cat trunk", "", File.ReadAllText($"{guest.First.Path}/sriov/3/trunk"));
    }

    private static void Group(GuestMachine guest, Tally tally, CmdletActs acts)
    {
        acts.Twice($"New-MlxVfGroup {acts.Pf} 7 0,1 -MaxTxRate 6Gbit");
        tally.Same("cat config", ("7", "7", "6000"), (Config("0/config")["RateGroup"], Config("1/config")["RateGroup"], Config("groups/7/config")["MaxRate"]));
        var told = acts.Told($"Get-MlxVfGroup {acts.Pf} | ForEach-Object {{ $_.Id; \"$($_.Members)\"; \"$($_.MaxTxRate)\" }}");
        tally.Same("Get-MlxVfGroup", "7 0-1 6Gbit", told);
        acts.Cmdlet($"Get-MlxVfGroup {acts.Pf} | Remove-MlxVfGroup");
        tally.Same("groups", 0, Directory.GetDirectories($"{guest.First.Path}/sriov/groups").Length);

        Dictionary<string, string> Config(string file) => OfedFiles.Labelled(File.ReadAllText($"{guest.First.Path}/sriov/{file}"));
    }

    private static void Statistics(Tally tally, CmdletActs acts)
    {
        tally.Act("1234 packets more");
        File.WriteAllText("/sys/module/mlx5_core/parameters/traffic", "1234");
        var ofIp = Enumerable.Range(0, VfCount)
            .Select(vf => IpTool.Statistics(acts.Pf, vf))
            .Select((stats, vf) => $"{vf} {stats("rx", "packets")} {stats("tx", "bytes")}");
        var told = acts.Told($"Get-MlxVfStatistic {acts.Pf} | ForEach-Object {{ \"$($_.Index) $($_.RxPackets) $($_.TxBytes)\" }}");
        tally.Same("ip -s", string.Join(' ', ofIp), told);
    }
}
