using System.Globalization;

namespace Mlx5Sriov.Lab;

/// <summary>127 real VFs, by cmdlets alone: made, set all at once, listed, resized and removed.</summary>
internal sealed class ManyVfs : Suite
{
    private const int VfCount = 127;

    public override string Name => "many-vfs";

    public override void Run(GuestMachine guest, Tally tally)
    {
        GuestMachine.LoadDriver("ofed=1");
        var pf = guest.Many.NetDevice;
        Bash.Do($"ip link set {pf} up");

        // Without probing: a driver for each VF would take most of the time here.
        Cmdlet($"Set-MlxPf {pf} -NumVfs {VfCount} -AutoProbe Off");
        Check(guest, tally, New(VfCount));

        Cmdlet($"Set-MlxVf {pf} 0-126 -VlanId 100 -Qos 3 -Trust On -SpoofCheck On -LinkState Down -MaxTxRate 5Gbit");

        // Addresses of their own, from elsewhere; they too are to come back.
        tally.Act("ip -batch with 127 MAC addresses");
        Bash.Do($"for n in $(seq 0 126); do printf 'link set {pf} vf %d mac 02:00:00:00:99:%02x\\n' $n $n; done | ip -batch -");
        var set = New(VfCount).Select(vf => vf with
        {
            Mac = string.Create(CultureInfo.InvariantCulture, $"02:00:00:00:99:{vf.Index:x2}"),
            VlanId = 100,
            Qos = 3,
            Protocol = "802.1Q",
            Trust = true,
            SpoofCheck = true,
            LinkState = "disable",
            MaxTxRate = 5000,
        }).ToArray();
        Check(guest, tally, set);
        var writes = KernelWrites.Count();
        Cmdlet($"Get-MlxVf {pf} | Set-MlxVf -VlanId 100 -Qos 3 -Trust On -SpoofCheck On -LinkState Down -MaxTxRate 5Gbit");
        tally.Same("writes where nothing differs", 0, KernelWrites.Count() - writes);

        Cmdlet($"Set-MlxPf {pf} -NumVfs 100");
        Check(guest, tally, set[..100]);
        Cmdlet($"Set-MlxPf {pf} -NumVfs {VfCount}");
        Check(guest, tally, [.. set[..100], .. New(VfCount)[100..]]);
        Cmdlet("Undo-MlxChange");
        Check(guest, tally, set[..100]);
        Cmdlet("Undo-MlxChange");
        Check(guest, tally, set);
        Cmdlet($"Reset-MlxVf {pf} 0-126");
        Check(guest, tally, New(VfCount));
        Cmdlet($"Set-MlxPf {pf} -NumVfs 0");
        Check(guest, tally, []);

        void Cmdlet(string script)
        {
            tally.Act(script);
            tally.Same("errors", "", string.Join("; ", guest.Module.Run(script).Errors));
        }
    }

    private static VfState[] New(int count) => [.. Enumerable.Range(0, count).Select(index => new VfState { Index = index })];

    private static void Check(GuestMachine guest, Tally tally, VfState[] expected)
    {
        var pf = guest.Many.NetDevice;
        string[] lines = [.. expected.Select(vf => $"{vf}")];
        tally.Same("sriov_numvfs", $"{expected.Length}\n", File.ReadAllText($"{guest.Many.Path}/sriov_numvfs"));
        tally.SameLines("ip -j link", lines, [.. IpTool.Vfs(pf).Select(vf => $"{vf}")]);
        tally.SameLines("cat config", lines, [.. OfedFiles.Vfs(guest.Many, expected.Length).Select(vf => $"{vf}")]);
        tally.SameLines("Get-MlxVf", lines, [.. guest.Module.All<VirtualFunction>($"Get-MlxVf {pf}").Select(vf => $"{VfState.Of(vf)}")]);
    }
}
