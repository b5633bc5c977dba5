namespace Mlx5Sriov.Lab;

/// <summary>Invoke-MlxPlan, Get-MlxChange and Undo-MlxChange.</summary>
internal sealed class PlanCmdlets : Suite
{
    public override string Name => "cmdlets-plan";

    public override void Run(GuestMachine guest, Tally tally)
    {
        GuestMachine.LoadDriver("ofed=1");
        GuestMachine.Enable(guest.First, 4);
        Bash.Do("rm -rf /var/lib/mlx5sriov");
        var (port, acts) = (guest.First, new CmdletActs(guest, guest.First, tally));
        var pf = acts.Pf;
        Bash.Do($"ip link set {pf} up");
        var start = PortReading.Of(port);

        // A plan is shown without being done, done as it was shown, and refused when it is not what is due any more.
        acts.Idle($"$plan = Set-MlxVf {pf} 0-3 -VlanId 40 -Trust On -PlanOnly");
        tally.Same("steps", 8, acts.Told("$plan.Steps.Count") is var steps ? int.Parse(steps, System.Globalization.CultureInfo.InvariantCulture) : 0);
        tally.Act($"ip link set {pf} vf 2 trust on");
        Bash.Do($"ip link set {pf} vf 2 trust on");
        acts.Refused("$plan | Invoke-MlxPlan", "StalePlan");
        Bash.Do($"ip link set {pf} vf 2 trust off");
        var done = acts.Cmdlet("$plan | Invoke-MlxPlan");
        tally.Same("VFs as planned", 4, IpTool.Vfs(pf).Count(vf => vf is { VlanId: 40, Trust: true }));
        tally.Same("Get-MlxChange", "Set-MlxVf Done 8", acts.Told("Get-MlxChange | ForEach-Object { \"$($_.Title) $($_.State) $($_.Steps.Count)\" }"));

        // The commands that a plan tells do the same in bash.
        acts.Undo(start);
        tally.Act("the plan's commands in bash");
        Bash.Do($"set -e; {acts.Told("$plan.Steps.Command -join ';'")}");
        tally.SameLines("state by the plan's commands", done, PortReading.Of(port));
        acts.Idle($"Set-MlxVf {pf} 0-3 -VlanId 40 -Trust On");

        // Several changes undone in one: the newest first, each to what was before it; then there is nothing left.
        var first = acts.Twice($"Set-MlxVf {pf} 0 -VlanId 50");
        acts.Twice($"Set-MlxVf {pf} 0 -VlanId 60");
        acts.Undo(first);
        acts.Undo(done);
        acts.Refused("Undo-MlxChange", "ChangeNotFound");
        tally.Same("states", "Undone Undone Undone", acts.Told("(Get-MlxChange).State"));
        acts.Refused("Undo-MlxChange (Get-MlxChange)[0].Id", "ChangeNotUndoable");
        acts.Refused("Undo-MlxChange 20200101T000000.0000000-1", "ChangeNotFound");

        // What another program changed since is overwritten by consent alone.
        acts.Cmdlet($"Set-MlxVf {pf} 1 -VlanId 70");
        acts.Tool($"ip link set {pf} vf 1 vlan 80");
        acts.Refused("Undo-MlxChange", "ChangedSince");
        tally.SameLines("state after the undo by force", done, acts.Cmdlet("Undo-MlxChange -Force 3> $null"));

        // Two ports in one call are two changes, undone each by its id.
        Bash.Do($"echo 1 > {guest.Second.Path}/sriov_numvfs");
        acts.Cmdlet($"Get-MlxVf {pf},{guest.Second.NetDevice} | Set-MlxVf -Qos 1");
        tally.Same("changes", 2, guest.Module.Do("Get-MlxChange -State Done").Count);
        tally.SameLines("state after both undos", done, acts.Cmdlet("Get-MlxChange -State Done | Undo-MlxChange"));
        tally.Same("the other port's VF", new VfState { Index = 0 }, IpTool.Vfs(guest.Second.NetDevice)[0]);
    }
}
