using FsCheck.Xunit;

namespace Mlx5Sriov.Tests.Addressing;

/// <summary>Sets of VLANs against plain sets of numbers.</summary>
[Properties(Arbitrary = [typeof(Generators)])]
public class VlanSetProperties
{
    [Property]
    public bool A_set_holds_the_ids_of_its_ranges(VlanRange[] ranges)
    {
        var oracle = ranges.SelectMany(r => Enumerable.Range(r.First, r.Count)).ToHashSet();
        var set = new VlanSet(ranges);

        return Holds(set, oracle) && Holds(new VlanSet(oracle), oracle);
    }

    [Property]
    public bool A_union_holds_the_ids_of_either(VlanSet a, VlanSet b)
    {
        var oracle = a.Ids.ToHashSet();
        oracle.UnionWith(b.Ids);
        return Holds(a.Union(b), oracle) && a.Union(b) == b.Union(a);
    }

    [Property]
    public bool A_difference_holds_the_ids_of_the_one_alone(VlanSet a, VlanSet b)
    {
        var oracle = a.Ids.ToHashSet();
        oracle.ExceptWith(b.Ids);
        return Holds(a.Except(b), oracle) && a.Except(b).Union(b) == a.Union(b);
    }

    [Property]
    public bool A_set_contains_another_whose_ids_are_a_subset(VlanSet a, VlanSet b) =>
        a.Contains(b) == a.Ids.ToHashSet().IsSupersetOf(b.Ids) && a.Union(b).Contains(b) && a.Contains(a.Except(b));

    [Property]
    public bool A_set_contains_the_ids_that_it_lists_and_no_others(VlanSet set, int id)
    {
        var oracle = set.Ids.ToHashSet();
        return set.Contains(id) == oracle.Contains(id) && Enumerable.Range(-1, 4098).All(i => set.Contains(i) == oracle.Contains(i));
    }

    [Property]
    public bool Sets_are_equal_exactly_when_they_print_alike(VlanSet a, VlanSet b) =>
        (a == b) == (a.ToString() == b.ToString())
        && (a == b) == a.Ids.ToHashSet().SetEquals(b.Ids)
        && (a != b || a.GetHashCode() == b.GetHashCode());

    [Property]
    public bool A_set_reads_back_as_printed_in_whatever_order(VlanSet set) =>
        VlanSet.Parse(set.ToString()) == set
        && VlanSet.Parse(string.Join(" , ", set.Ranges.Reverse())) == set
        && new VlanSet(set.Ids.Reverse()) == set;

    /// <summary>The same ids, ascending, in ranges with a gap between each and the next: the one canonical form.</summary>
    private static bool Holds(VlanSet set, HashSet<int> oracle) =>
        set.Ids.SequenceEqual(oracle.Order())
        && set.IdCount == oracle.Count
        && set.IsEmpty == (oracle.Count == 0)
        && set.Ranges.Zip(set.Ranges.Skip(1)).All(pair => pair.Second.First > pair.First.Last + 1);
}
