using FsCheck.Xunit;

using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Tests.Addressing;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>The acts of a trunk plan, applied to a plain set of numbers as the driver applies them.</summary>
[Properties(Arbitrary = [typeof(Generators)])]
public class TrunkPlanProperties
{
    private const int SmallIds = 6;

    [Property]
    public bool The_acts_lead_to_the_wish_and_never_astray(VlanSet old, VlanSet wished) => Leads(old, new VlanTrunk(old, IsComplete: true), wished);

    [Property]
    public bool A_list_that_was_cut_is_mended_whatever_the_rest_is(VlanSet old, VlanSet wished, int cut)
    {
        var listed = new VlanSet(old.Ids.Take(Math.Abs(cut % (old.IdCount + 1))));
        return Leads(old, new VlanTrunk(listed, IsComplete: false), wished);
    }

    [Property]
    public bool What_is_added_to_a_cut_list_or_removed_leaves_the_rest_as_it_is(VlanSet old, VlanSet added, VlanSet removed, int cut)
    {
        var read = new VlanTrunk(new VlanSet(old.Ids.Take(Math.Abs(cut % (old.IdCount + 1)))), IsComplete: false);
        var wish = new VfWish { TrunkAdded = added, TrunkRemoved = removed };
        var trunk = old.Ids.ToHashSet();
        foreach (var act in TrunkPlan.Acts(read, TrunkPlan.Wished(wish, read.Vlans)!, TrunkPlan.Untouched(wish, read))) Apply(trunk, act.IsAdd, act.Range);
        return trunk.SetEquals(old.Union(added).Except(removed).Ids);
    }

    [Property]
    public bool What_changed_taken_back_is_the_old_trunk(VlanSet old, VlanSet wished)
    {
        var trunk = wished.Ids.ToHashSet();
        foreach (var act in TrunkPlan.Acts(new VlanTrunk(old, IsComplete: true), wished, VlanSet.Empty).Reverse())
        {
            foreach (var range in act.Changed.Ranges) Apply(trunk, !act.IsAdd, range);
            if (trunk.Count == 0 && !old.IsEmpty) return false;
        }

        return trunk.SetEquals(old.Ids);
    }

    [Property]
    public bool What_is_known_of_a_cut_list_changes_for_certain(VlanSet old, VlanSet wished, int cut)
    {
        var listed = new VlanSet(old.Ids.Take(Math.Abs(cut % (old.IdCount + 1))));
        return TrunkPlan.Acts(new VlanTrunk(listed, IsComplete: false), wished, VlanSet.Empty)
            .All(act => act.Changed.Ids.All(id => old.Contains(id) != act.IsAdd) && (act.IsKnown || !act.Changed.Equals(new VlanSet([act.Range]))));
    }

    [Property]
    public bool No_act_is_due_where_the_trunk_is_as_wished(VlanSet trunk) =>
        !TrunkPlan.Acts(new VlanTrunk(trunk, IsComplete: true), trunk, VlanSet.Empty).Any();

    [Fact]
    public void There_is_no_shorter_way_by_acts_that_add_only_what_is_wished_and_remove_only_what_is_not()
    {
        foreach (var wished in Enumerable.Range(0, 1 << SmallIds))
        {
            var shortest = ShortestWays(wished);
            foreach (var old in Enumerable.Range(0, 1 << SmallIds))
                Assert.Equal(shortest[old], TrunkPlan.Acts(new VlanTrunk(Small(old), IsComplete: true), Small(wished), VlanSet.Empty).Count());
        }
    }

    [Theory]
    [InlineData("4-15", null, null, null, null)]
    [InlineData("4-15", "20", null, null, "20")]
    [InlineData("4-15", "", null, null, "")]
    [InlineData("4-15", null, "16", "4", "5-16")]
    [InlineData("4-15", null, null, "0-4095", "")]
    [InlineData("4-15", "1-3", "5", "2,5", "1,3")]
    public void A_wish_says_which_trunk_it_leads_to(string old, string? exactly, string? added, string? removed, string? wished)
    {
        var wish = new VfWish { Trunk = Set(exactly), TrunkAdded = Set(added), TrunkRemoved = Set(removed) };
        Assert.Equal(Set(wished), TrunkPlan.Wished(wish, VlanSet.Parse(old)));
    }

    private static bool Leads(VlanSet old, VlanTrunk read, VlanSet wished)
    {
        var (goal, before) = (wished.Ids.ToHashSet(), old.Ids.ToHashSet());
        var trunk = old.Ids.ToHashSet();
        foreach (var act in TrunkPlan.Acts(read, wished, VlanSet.Empty))
        {
            Apply(trunk, act.IsAdd, act.Range);
            if (trunk.Any(id => !goal.Contains(id) && !before.Contains(id))) return false;
            if (before.Any(id => goal.Contains(id) && !trunk.Contains(id))) return false;

            // No VLAN is every VLAN: an empty trunk is none.
            if (trunk.Count == 0 && goal.Count > 0) return false;
        }

        return trunk.SetEquals(goal);
    }

    private static void Apply(HashSet<int> trunk, bool isAdd, VlanRange range)
    {
        var ids = Enumerable.Range(range.First, range.Count);
        if (isAdd) trunk.UnionWith(ids);
        else trunk.ExceptWith(ids);
    }

    /// <summary>From every trunk of the small universe, how many acts lead to the wished one: breadth first, backwards over allowed acts.</summary>
    private static int[] ShortestWays(int wished)
    {
        var steps = Enumerable.Repeat(-1, 1 << SmallIds).ToArray();
        steps[wished] = 0;
        for (var (round, found) = (1, true); found; round++)
        {
            found = false;
            foreach (var state in Enumerable.Range(0, 1 << SmallIds).Where(s => steps[s] < 0).ToArray())
            {
                if (!Next(state, wished).Any(n => steps[n] == round - 1)) continue;
                (steps[state], found) = (round, true);
            }
        }

        return steps;
    }

    private static IEnumerable<int> Next(int state, int wished) =>
        from first in Enumerable.Range(0, SmallIds)
        from last in Enumerable.Range(first, SmallIds - first)
        let range = (1 << (last + 1)) - (1 << first)
        where (range & ~wished) == 0 || (range & wished) == 0
        select (range & wished) != 0 ? state | range : state & ~range;

    private static VlanSet Small(int bits) => new(Enumerable.Range(0, SmallIds).Where(i => (bits >> i & 1) == 1));

    private static VlanSet? Set(string? text) => text is null ? null : VlanSet.Parse(text);
}
