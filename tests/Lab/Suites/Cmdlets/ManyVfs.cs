namespace Mlx5Sriov.Lab;

/// <summary>127 real VFs: listed, set all at once, and put back.</summary>
internal sealed class ManyVfs : Suite
{
    private const int VfCount = 127;

    public override string Name => "many-vfs";

    public override void Run(GuestMachine guest, Tally tally)
    {
        GuestMachine.LoadDriver("ofed=1");
        tally.Act("127 VFs");
        Bash.Do($"echo 0 > {guest.Many.Path}/sriov_drivers_autoprobe");       // a driver for each would take most of the time here
        GuestMachine.Enable(guest.Many, VfCount);
        var pf = guest.Many.NetDevice;
        Check(guest, tally, pf, vf => vf);
        foreach (var (script, effect) in new (string, Func<VfState, VfState>)[]
        {
            ($"Set-MlxVf {pf} 0-126 -VlanId 100 -Qos 3 -Trust On", vf => vf with { VlanId = 100, Qos = 3, Protocol = "802.1Q", Trust = true }),
            ("Undo-MlxChange", vf => vf),
        })
        {
            tally.Act(script);
            tally.Same("errors", "", string.Join("; ", guest.Module.Run(script).Errors));
            Check(guest, tally, pf, effect);
        }

        tally.Act("no VFs");
        Bash.Do($"echo 0 > {guest.Many.Path}/sriov_numvfs");
        tally.Same("VFs left", 0, guest.Module.Do($"Get-MlxVf {pf}").Count);
    }

    private static void Check(GuestMachine guest, Tally tally, string pf, Func<VfState, VfState> effect)
    {
        VfState[] expected = [.. Enumerable.Range(0, VfCount).Select(index => effect(new VfState { Index = index }))];
        tally.SameLines("ip -j link", [.. expected.Select(vf => $"{vf}")], [.. IpTool.Vfs(pf).Select(vf => $"{vf}")]);
        tally.SameLines("cat config", [.. expected.Select(vf => $"{vf}")], [.. OfedFiles.Vfs(guest.Many, VfCount).Select(vf => $"{vf}")]);
        tally.SameLines("Get-MlxVf", [.. expected.Select(vf => $"{vf}")], [.. guest.Module.All<VirtualFunction>($"Get-MlxVf {pf}").Select(vf => $"{VfState.Of(vf)}")]);
    }
}
