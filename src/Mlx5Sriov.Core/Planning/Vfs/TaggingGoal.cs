namespace Mlx5Sriov.Planning.Vfs;

/// <summary>
/// What is to decide over the VLANs of a VF: a VST VLAN or a trunk. The driver refuses each while the other is set, so whichever is wished, the other goes
/// first, and a warning says so where the wish does not.
/// </summary>
/// <param name="Vst">The VST tag; none for VGT.</param>
/// <param name="Trunk">The trunk; null where it stays as it is.</param>
/// <param name="Untouched">VLANs of which it is not known whether the trunk has them, and which stay so.</param>
/// <param name="Warning">What happens beyond the words of the wish, without the VF's name; null for nothing.</param>
internal sealed record TaggingGoal(VstTag Vst, VlanSet? Trunk, VlanSet Untouched, string? Warning)
{
    private const string Exclusion = "a VST VLAN and a trunk (VGT+) exclude each other";

    /// <summary>The trunk that a VF has; where the dialect has none, one without VLANs.</summary>
    public static VlanTrunk TrunkOf(VirtualFunction vf) => vf.Trunk ?? new VlanTrunk(VlanSet.Empty, IsComplete: true);

    public static TaggingGoal Of(VirtualFunction vf, VfWish wish)
    {
        var (oldVst, old) = (VstTag.Of(vf), TrunkOf(vf));
        var goal = new TaggingGoal(VstTag.Wished(wish, oldVst), TrunkPlan.Wished(wish, old.Vlans), TrunkPlan.Untouched(wish, old), null);
        var hasTrunk = vf.VlanMode == VlanMode.VgtPlus;
        if (hasTrunk && !goal.Vst.IsVgt)
        {
            var warning = goal.Trunk is { IsEmpty: true } ? null : $"{Exclusion}, so the trunk {old} is cleared.";
            return new TaggingGoal(goal.Vst, VlanSet.Empty, VlanSet.Empty, warning);
        }

        if (goal.Trunk is { IsEmpty: false } && !goal.Vst.IsVgt)
            return goal with { Vst = VstTag.None, Warning = $"{Exclusion}, so the VST VLAN {oldVst} is cleared." };
        return hasTrunk && !wish.EndsTrunk && goal is { Trunk.IsEmpty: true, Untouched.IsEmpty: true }
            ? goal with { Warning = "no VLAN is left in the trunk, so VGT+ ends and every VLAN passes (VGT)." }
            : goal;
    }
}
