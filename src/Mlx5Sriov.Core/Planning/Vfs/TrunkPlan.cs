namespace Mlx5Sriov.Planning.Vfs;

/// <summary>
/// The shortest series of the driver's <c>add</c> and <c>rem</c> that makes one trunk of another without letting through, even for a moment, a VLAN that
/// is not wished, or stopping one that is.
/// </summary>
/// <remarks>
/// An <c>add</c> may run over VLANs that are there already and a <c>rem</c> over ones that are not, so one act serves all that is missing within one wished
/// range, or all that is too much between two. One act mends one such run, and no act can mend two, so no shorter series adds only wished VLANs and
/// removes only unwished ones. Additions come first, and an undo takes them back last: a trunk that is empty in between is no trunk, and every VLAN passes.
/// </remarks>
internal static class TrunkPlan
{
    private static readonly VlanSet s_all = new([new VlanRange(0, VlanRange.MaxId)]);

    /// <summary>The trunk that a wish leads to; null where it says nothing of trunks.</summary>
    public static VlanSet? Wished(VfWish wish, VlanSet old) =>
        wish is { Trunk: null, TrunkAdded: null, TrunkRemoved: null }
            ? null
            : (wish.Trunk ?? old).Union(wish.TrunkAdded ?? VlanSet.Empty).Except(wish.TrunkRemoved ?? VlanSet.Empty);

    /// <summary>
    /// The VLANs that a wish leaves as they are although nobody knows how: what is neither added nor removed beyond the end of a list that was cut.
    /// </summary>
    public static VlanSet Untouched(VfWish wish, VlanTrunk old) =>
        wish.Trunk is not null ? VlanSet.Empty : Unknown(old).Except(wish.TrunkAdded ?? VlanSet.Empty).Except(wish.TrunkRemoved ?? VlanSet.Empty);

    /// <summary>The acts, additions first.</summary>
    /// <param name="old">The trunk as it reads; where its list is cut, any VLAN beyond the last listed may be set or not.</param>
    /// <param name="wished">The trunk wished.</param>
    /// <param name="untouched">Unknown VLANs that no act may name.</param>
    public static IEnumerable<TrunkAct> Acts(VlanTrunk old, VlanSet wished, VlanSet untouched)
    {
        var unknown = Unknown(old).Except(untouched);
        var excess = old.Vlans.Union(unknown).Except(wished);
        var missing = wished.Except(old.Vlans);
        return Cover(wished, missing, unknown, isAdd: true).Concat(Cover(s_all.Except(wished).Except(untouched), excess, unknown, isAdd: false));
    }

    private static VlanSet Unknown(VlanTrunk trunk)
    {
        if (trunk.IsComplete) return VlanSet.Empty;
        var last = trunk.Vlans.IsEmpty ? -1 : trunk.Vlans.Ranges[^1].Last;
        return last == VlanRange.MaxId ? VlanSet.Empty : new VlanSet([new VlanRange(last + 1, VlanRange.MaxId)]);
    }

    private static IEnumerable<TrunkAct> Cover(VlanSet within, VlanSet wanted, VlanSet unknown, bool isAdd)
    {
        foreach (var room in within.Ranges)
        {
            var here = wanted.Within(room);
            if (here.IsEmpty) continue;
            var changed = here.Except(unknown);
            yield return new TrunkAct(isAdd, new VlanRange(here.Ranges[0].First, here.Ranges[^1].Last), changed, changed.Equals(here));
        }
    }
}
