namespace Mlx5Sriov.Lab;

/// <summary>Every setting of an Ethernet VF in legacy mode: by cmdlet and told by the tools, by the tools and told by Get-MlxVf.</summary>
internal abstract class LegacyCmdlets(bool isOfed) : Suite
{
    private const int VfCount = 4;

    /// <summary>A setting: Set-MlxVf's parameters, the words of <c>ip link set ... vf N</c>, and what is different then. The index stands for {0}.</summary>
    private static readonly (string Cmdlet, string Ip, Func<VfState, VfState> Effect)[] s_settings =
    [
        ("-MacAddress 02:00:00:00:10:0{0}", "mac 02:00:00:00:10:0{0}", vf => vf with { Mac = $"02:00:00:00:10:0{vf.Index}" }),
        ("-VlanId 100", "vlan 100", vf => vf with { VlanId = 100, Qos = 0, Protocol = "802.1Q" }),
        ("-Qos 3", "vlan 100 qos 3", vf => vf with { Qos = 3 }),
        ("-VlanId 4094 -Qos 7", "vlan 4094 qos 7", vf => vf with { VlanId = 4094, Qos = 7 }),
        ("-VlanId 0 -Qos 5", "vlan 0 qos 5", vf => vf with { VlanId = 0, Qos = 5 }),
        ("-VlanId 0 -Qos 0", "vlan 0", vf => vf with { VlanId = 0, Qos = 0, Protocol = null }),
        ("-SpoofCheck On", "spoofchk on", vf => vf with { SpoofCheck = true }),
        ("-Trust On", "trust on", vf => vf with { Trust = true }),
        ("-LinkState Up", "state enable", vf => vf with { LinkState = "enable" }),
        ("-LinkState Down", "state disable", vf => vf with { LinkState = "disable" }),
        ("-LinkState Follow", "state auto", vf => vf with { LinkState = "auto" }),
        ("-MaxTxRate 10Gbit", "max_tx_rate 10000", vf => vf with { MaxTxRate = 10000 }),
        ("-MinTxRate 500", "max_tx_rate 10000 min_tx_rate 500", vf => vf with { MinTxRate = 500 }),
        ("-MinTxRate 0 -MaxTxRate 200Gbit", "max_tx_rate 200000 min_tx_rate 0", vf => vf with { MinTxRate = 0, MaxTxRate = 200000 }),
        ("-MaxTxRate 0", "max_tx_rate 0 min_tx_rate 0", vf => vf with { MaxTxRate = 0 }),
        ("-SpoofCheck Off -Trust Off", "spoofchk off trust off", vf => vf with { SpoofCheck = false, Trust = false }),
        ("-MacAddress 00:00:00:00:00:00", "mac 00:00:00:00:00:00", vf => vf with { Mac = "00:00:00:00:00:00" }),
    ];

    private VfState[] _expected = [];

    public override string Name => isOfed ? "cmdlets-ofed" : "cmdlets-inbox";

    public override void Run(GuestMachine guest, Tally tally)
    {
        GuestMachine.LoadDriver(isOfed ? "ofed=1" : "");
        GuestMachine.Enable(guest.First, VfCount);
        var pf = guest.First.NetDevice;
        Bash.Do($"ip link set dev {pf} up");       // the link's speed limits rates, and is told of one that is up
        _expected = [.. Enumerable.Range(0, VfCount).Select(index => new VfState { Index = index })];
        Check(guest, tally, pf);

        foreach (var (cmdlet, ip, effect) in s_settings.Concat(isOfed ? [Dot1Ad] : []))
        {
            Act(guest, tally, $"Set-MlxVf {pf} 0 {Fill(cmdlet, 0)}", effect, 0);
            tally.Act($"ip link set dev {pf} vf 1 {Fill(ip, 1)}");
            Bash.Do($"exec ip link set dev {pf} vf 1 {Fill(ip, 1)}");
            _expected[1] = effect(_expected[1]);
            Check(guest, tally, pf);
        }

        Switches(guest, tally, pf);
        Undo(guest, tally, pf);
        Refusals(guest, tally, pf);
        Rebind(guest, tally, pf);
    }

    private static (string, string, Func<VfState, VfState>) Dot1Ad =>
        ("-VlanId 7 -VlanProtocol 802.1ad", "vlan 7 proto 802.1ad", vf => vf with { VlanId = 7, Qos = 0, Protocol = "802.1ad" });

    private void Switches(GuestMachine guest, Tally tally, string pf)
    {
        ByCmdlet(guest, tally, pf, $"Enable-MlxVfTrust {pf} 0-3", vf => vf with { Trust = true }, 0, 1, 2, 3);
        ByCmdlet(guest, tally, pf, $"Disable-MlxVfTrust {pf} 1,2", vf => vf with { Trust = false }, 1, 2);
        ByCmdlet(guest, tally, pf, $"Get-MlxVf {pf} | Enable-MlxVfSpoofCheck", vf => vf with { SpoofCheck = true }, 0, 1, 2, 3);
        ByCmdlet(guest, tally, pf, $"Disable-MlxVfSpoofCheck -Name {guest.First.Vf(3)}", vf => vf with { SpoofCheck = false }, 3);
        ByCmdlet(guest, tally, pf, $"Set-MlxVf {pf} 2 -VlanId 9 -PlanOnly", vf => vf, 2);
        ByCmdlet(guest, tally, pf, $"Set-MlxVf {pf} 2 -VlanId 9 -WhatIf", vf => vf, 2);
        ByCmdlet(guest, tally, pf, $"Set-MlxVf {pf} 2 -VlanId 9 -PlanOnly | Invoke-MlxPlan", vf => vf with { VlanId = 9, Protocol = "802.1Q" }, 2);
    }

    private void Undo(GuestMachine guest, Tally tally, string pf)
    {
        var before = _expected.ToArray();
        ByCmdlet(guest, tally, pf,
            $"Set-MlxVf {pf} 3 -MacAddress 02:00:00:00:20:03 -VlanId 33 -Qos 2 "
                + "-Trust Off -SpoofCheck On -LinkState Down -MinTxRate 1Gbit -MaxTxRate 2Gbit",
            vf => vf with
            {
                Mac = "02:00:00:00:20:03",
                VlanId = 33,
                Qos = 2,
                Protocol = "802.1Q",
                Trust = false,
                SpoofCheck = true,
                LinkState = "disable",
                MinTxRate = 1000,
                MaxTxRate = 2000,
            },
            3);
        var journals = guest.Module.Do("Get-MlxChange").Count;
        ByCmdlet(guest, tally, pf, $"Set-MlxVf {pf} 3 -VlanId 33 -Trust Off", vf => vf, 3);
        tally.Same("number of changes after one that changes nothing", journals, guest.Module.Do("Get-MlxChange").Count);
        ByCmdlet(guest, tally, pf, "Undo-MlxChange", _ => before[3], 3);
        tally.Same("state of the newest change", "Undone", $"{guest.Module.Do("(Get-MlxChange)[-1].State")[0]}");
    }

    /// <summary>What is refused leaves everything as it was.</summary>
    private void Refusals(GuestMachine guest, Tally tally, string pf)
    {
        (string Script, string Error)[] refusals =
        [
            ($"Get-MlxVf {pf} 4", "VfIndex"),
            ("Get-MlxVf eth77", "PfNotFound"),
            ($"Set-MlxVf {pf} 0 -MacAddress 01:00:00:00:00:01", "MulticastMac"),
            ($"Set-MlxVf {pf} 0 -VlanId 4095", "VlanOutOfRange"),
            ($"Set-MlxVf {pf} 0 -MaxTxRate 201Gbit", "RateAboveLink"),
            ($"Set-MlxVf {pf} 0 -MinTxRate 2Gbit -MaxTxRate 1Gbit", "MinAboveMax"),
        ];
        foreach (var (script, error) in refusals)
        {
            tally.Act(script);
            var id = guest.Module.Run(script).Errors is [var record, ..] ? record.FullyQualifiedErrorId : "no error";
            tally.Same("error", true, id.Contains(error, StringComparison.Ordinal));
            Check(guest, tally, pf);
        }
    }

    /// <summary>A VF's driver sees a new MAC address when it binds again.</summary>
    private void Rebind(GuestMachine guest, Tally tally, string pf)
    {
        ByCmdlet(guest, tally, pf, $"Set-MlxVf {pf} 0 -MacAddress 02:00:00:00:30:00 -Rebind", vf => vf with { Mac = "02:00:00:00:30:00" }, 0);
        tally.Same("MAC address of the VF's own device", "02:00:00:00:30:00", Bash.Do($"cat {guest.First.Path}/virtfn0/net/*/address").Trim());
    }

    private void ByCmdlet(GuestMachine guest, Tally tally, string pf, string script, Func<VfState, VfState> effect, params int[] vfs)
    {
        Act(guest, tally, script, effect, vfs);
        Check(guest, tally, pf);
    }

    private void Act(GuestMachine guest, Tally tally, string script, Func<VfState, VfState> effect, params int[] vfs)
    {
        tally.Act(script);
        var (_, errors) = guest.Module.Run(script);
        tally.Same("errors", "", string.Join("; ", errors));
        foreach (var vf in vfs) _expected[vf] = effect(_expected[vf]);
    }

    /// <summary>Holds the tools' and Get-MlxVf's readings of every VF to what is expected.</summary>
    private void Check(GuestMachine guest, Tally tally, string pf)
    {
        Compare("ip -j link", IpTool.Vfs(pf));
        Compare("Get-MlxVf", [.. guest.Module.All<VirtualFunction>($"Get-MlxVf {pf}").Select(VfState.Of)]);
        if (isOfed) Compare("cat config", OfedFiles.Vfs(guest.First, VfCount));

        void Compare(string source, IReadOnlyList<VfState> found)
        {
            tally.Same($"VFs by {source}", VfCount, found.Count);
            foreach (var (expected, vf) in _expected.Zip(found)) tally.Same(source, expected, vf);
        }
    }

    private static string Fill(string words, int vf) => words.Replace("{0}", $"{vf}", StringComparison.Ordinal);
}
