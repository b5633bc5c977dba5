namespace Mlx5Sriov.Lab;

/// <summary>
/// The smallest receive buffer, and a flood of link events, while 127 VFs are read and watched. A listener overruns then (ENOBUFS); the module asks instead of
/// listening, so it loses nothing.
/// </summary>
internal sealed class NetlinkOverrun : Suite
{
    private const string Buffer = "/proc/sys/net/core/rmem_default";

    public override string Name => "faults-netlink";

    public override void Run(GuestMachine guest, Tally tally)
    {
        GuestMachine.LoadDriver("");
        Bash.Do($"echo 0 > {guest.Many.Path}/sriov_drivers_autoprobe");
        GuestMachine.Enable(guest.Many, 127);
        var (pf, usual) = (guest.Many.NetDevice, File.ReadAllText(Buffer).Trim());
        Bash.Do($"""
            echo 2304 > {Buffer}
            ip -rcvbuf 2304 monitor link >/dev/null 2>/tmp/monitor & echo $! > /tmp/pids
            ( while :; do ip link set lo alias a; ip link set lo alias b; ip link set {pf} vf 9 vlan 1; ip link set {pf} vf 9 vlan 0; done ) >/dev/null 2>&1 & echo $! >> /tmp/pids
            """);
        try
        {
            // A session of its own, whose sockets are made now.
            using var module = guest.NewEngine();
            tally.Act("Get-MlxVf in the flood");
            for (var n = 0; n < 3; n++)
                tally.Same("VFs", string.Join(' ', Enumerable.Range(0, 127)), string.Join(' ', module.All<VirtualFunction>($"Get-MlxVf {pf}").Select(vf => vf.Index)));
            tally.Act("Watch-MlxVfStatistic in the flood");
            var readings = module.All<VfTrafficRate>($"Watch-MlxVfStatistic {pf} -Interval 0.2 -Count 5 -Stream");
            tally.Same("readings", 5 * 127, readings.Count);
            tally.Same("readings that begin anew", 0, readings.Skip(127).Count(r => r.IsReset));
            tally.Act("Set-MlxVf in the flood");
            tally.Same("errors", "", string.Join("; ", module.Run($"Set-MlxVf {pf} 20-60 -VlanId 77").Errors));
            tally.Same("VFs that are set", 41, IpTool.Vfs(pf).Count(vf => vf.VlanId == 77));
        }
        finally
        {
            Bash.Do($"echo {usual} > {Buffer}; for p in $(cat /tmp/pids); do kill $p; done; true");
        }
    }
}
