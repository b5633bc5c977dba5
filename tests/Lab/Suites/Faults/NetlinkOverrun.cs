using Mlx5Sriov.Counters;

namespace Mlx5Sriov.Lab;

/// <summary>
/// The host's smallest receive buffers, and a flood of link events, while 127 VFs are read and watched. A listener overruns then (ENOBUFS), and so does a list
/// that is read through such a buffer; the module asks instead of listening, and through a buffer of its own size.
/// </summary>
internal sealed class NetlinkOverrun : Suite
{
    private static readonly string[] s_limits = ["/proc/sys/net/core/rmem_default", "/proc/sys/net/core/rmem_max"];

    public override string Name => "faults-netlink";

    public override void Run(GuestMachine guest, Tally tally)
    {
        GuestMachine.LoadDriver("");
        Bash.Do($"echo 0 > {guest.Many.Path}/sriov_drivers_autoprobe");
        GuestMachine.Enable(guest.Many, 127);
        var (pf, usual) = (guest.Many.NetDevice, s_limits.ToDictionary(file => file, File.ReadAllText));
        Bash.Do($"""
            for f in {string.Join(' ', s_limits)}; do echo 2304 > $f; done
            ip -rcvbuf 2304 monitor link >/dev/null 2>/tmp/monitor & echo $! > /tmp/pids
            ( while :; do
              ip link set lo alias a; ip link set lo alias b; ip link set {pf} vf 9 vlan 1; ip link set {pf} vf 9 vlan 0
            done ) >/dev/null 2>&1 & echo $! >> /tmp/pids
            """);
        try
        {
            // A session of its own, whose sockets are made now.
            using var module = guest.NewEngine();
            tally.Act("Get-MlxVf in the flood");
            for (var n = 0; n < 3; n++)
            {
                var vfs = module.All<VirtualFunction>($"Get-MlxVf {pf}").Select(vf => vf.Index);
                tally.Same("VFs", string.Join(' ', Enumerable.Range(0, 127)), string.Join(' ', vfs));
            }

            tally.Act("Watch-MlxVfStatistic in the flood");
            var readings = module.All<VfTrafficRate>($"Watch-MlxVfStatistic {pf} -Interval 0.2 -Count 5 -Stream");
            tally.Same("readings", 5 * 127, readings.Count);
            tally.Same("readings that begin again", 0, readings.Skip(127).Count(r => r.IsReset));
            tally.Act("Set-MlxVf in the flood");
            tally.Same("errors", "", string.Join("; ", module.Run($"Set-MlxVf {pf} 20-60 -VlanId 77").Errors));
        }
        finally
        {
            foreach (var (file, text) in usual) File.WriteAllText(file, text);
            Bash.Do("for p in $(cat /tmp/pids); do kill $p; done; true");
        }

        tally.Same("VFs that are set", 41, IpTool.Vfs(pf).Count(vf => vf.VlanId == 77));
    }
}
