using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Rates;

namespace Mlx5Sriov.Core.Tests.Rates;

/// <summary>What VFs get, on ports whose numbers can be followed by hand; the vendor's own examples among them.</summary>
public class PortRatesTests
{
    [Theory]
    [InlineData("15Gbit", "15Gbit", "10Gbit Group", "10Gbit Group")]
    [InlineData("30Gbit", "5Gbit", "15Gbit Group", "5Gbit Own")]
    [InlineData("0", "0", "10Gbit Group", "10Gbit Group")]
    [InlineData("5Gbit", "5Gbit", "5Gbit Own", "5Gbit Own")]
    [InlineData("10Gbit", "10Gbit", "10Gbit Own", "10Gbit Own")]
    public void A_limited_group_of_two_is_shared_evenly_and_leftovers_go_to_the_one_whose_limit_is_not_met(
        string first, string second, params string[] expected)
    {
        var port = Port("40Gbit", [Group("3", "20Gbit")], Vf(0, "3", first), Vf(1, "3", second));
        Assert.Equal(expected, Vendor(port));
        Assert.Equal(expected, Driver(port));
    }

    [Fact]
    public void The_vendors_example_of_guarantees_comes_out_by_its_text_and_by_the_drivers_weights()
    {
        var port = Port(
            "40Gbit",
            [Group("0"), Group("1", min: "20Gbit"), Group("2", min: "5Gbit"), Group("3", min: "15Gbit"), Group("4")],
            [.. Enumerable.Range(0, 5).Select(i => Vf(i, $"{i}"))]);
        Assert.Equal(["0 Share", "20Gbit Share", "5Gbit Share", "15Gbit Share", "0 Share"], Vendor(port));
        Assert.Equal([1L, 100, 25, 75, 1], Sharing.Of(port, new DriverRule(true)).Line.Children.Select(g => g.Weight));
        Assert.Equal([0.198m, 19.802m, 4.950m, 14.851m, 0.198m], port.Measure().Vfs.Select(v => decimal.Round(v.DriverRate.Megabits / 1000, 3)));
    }

    [Fact]
    public void The_six_steps_of_the_vendors_guide_give_five_and_ten()
    {
        Assert.Equal("5Gbit Group", Assert.Single(Driver(Port("40Gbit", [Group("7", "5Gbit")], Vf(5, "7", "10Gbit")))));
        Assert.Equal("10Gbit Own", Assert.Single(Driver(Port("40Gbit", [Group("3")], Vf(5, "3", "10Gbit")))));
    }

    [Fact]
    public void One_alone_has_the_line_and_a_limit_above_the_line_does_not_count()
    {
        Assert.Equal("40Gbit Line", Assert.Single(Driver(Port("40Gbit", [], Vf(0)))));
        Assert.Equal("40Gbit Line", Assert.Single(Driver(Port("40Gbit", [Group("1", "100Gbit")], Vf(0, "1", "50Gbit")))));
    }

    [Fact]
    public void A_load_is_met_and_what_it_leaves_is_shared()
    {
        var port = Port("30Gbit", [], Vf(0, load: "4Gbit"), Vf(1), Vf(2), Vf(3, load: "0"));
        Assert.Equal(["4Gbit Load", "13Gbit Line", "13Gbit Line", "0 Idle"], Driver(port));
        Assert.Equal(["4Gbit Load", "0 Idle", "26Gbit Line", "0 Idle"], Driver(port.WithActive(VfIndexSet.Parse("0,2-3"))));
    }

    [Fact]
    public void A_guarantee_is_a_share_and_not_a_reservation()
    {
        // 5 of 40 Gbit/s is guaranteed to one who then gets nearly all.
        var port = Port("40Gbit", [], Vf(0, min: "5Gbit"), Vf(1));
        Assert.Equal(["20Gbit Line", "20Gbit Line"], Vendor(port));
        Assert.Equal(["40Gbit Share", "0 Share"], Vendor(Port("40Gbit", [Group("1", min: "5Gbit")], Vf(0, "1"), Vf(1, "2"))));
        Assert.Equal(100m / 101, decimal.Round(port.Measure().Vfs[0].DriverRate.Megabits / 40_000, 12), 10);
    }

    [Fact]
    public void By_the_vendors_text_those_without_a_guarantee_share_what_the_others_leave()
    {
        var port = Port("40Gbit", [Group("1", "10Gbit", "10Gbit")], Vf(0, "1"), Vf(1, "2"), Vf(2, "3"));
        Assert.Equal(["10Gbit Group", "15Gbit Share", "15Gbit Share"], Vendor(port));
    }

    [Theory]
    [InlineData("0", "10Gbit Group", "10Gbit Group")]
    [InlineData("4Gbit", "11Gbit Share", "9Gbit Share")]
    [InlineData("12Gbit", "13Gbit Share", "7Gbit Share")]
    [InlineData("20Gbit", "15Gbit Share", "5Gbit Share")]
    [InlineData("30Gbit", "15Gbit Share", "5Gbit Share")]
    public void By_the_vendors_text_guarantees_of_members_divide_the_guarantee_of_their_group_alone(string guarantee, params string[] expected)
    {
        var port = Port("40Gbit", [Group("1", "20Gbit", guarantee)], Vf(0, "1", min: "3Gbit"), Vf(1, "1", min: "1Gbit"));
        Assert.Equal(expected, Vendor(port));
    }

    [Theory]
    [InlineData("4Gbit", "12Gbit Share", "8Gbit Share")]
    [InlineData("20Gbit", "20Gbit Share", "0 Share")]
    public void By_the_vendors_text_a_member_without_a_guarantee_shares_what_is_beyond_that_of_its_group(string guarantee, params string[] expected) =>
        Assert.Equal(expected, Vendor(Port("40Gbit", [Group("1", "20Gbit", guarantee)], Vf(0, "1", min: "3Gbit"), Vf(1, "1"))));

    [Fact]
    public void By_the_drivers_weights_guarantees_of_members_divide_all_that_their_group_gets()
    {
        var port = Port("40Gbit", [Group("1", "20Gbit")], Vf(0, "1", min: "3Gbit"), Vf(1, "1", min: "1Gbit"), Vf(2));
        Assert.Equal(["10Gbit Group", "10Gbit Group", "20Gbit Line"], Vendor(port));

        // 3000 / 30 = 100 and 1000 / 30 = 33.3, which the driver rounds up to 34.
        Assert.Equal([100L, 34], Sharing.Of(port, new DriverRule(false)).Line.Children[0].Children.Select(v => v.Weight));
    }

    [Fact]
    public void VFs_in_no_group_share_as_one_group_or_each_for_itself_as_the_driver_has_it()
    {
        var port = Port("40Gbit", [Group("1")], Vf(0, "1"), Vf(1), Vf(2));
        Assert.Equal(["20Gbit Line", "10Gbit Line", "10Gbit Line"], Vendor(port));
        Assert.Equal(["20Gbit Line", "10Gbit Line", "10Gbit Line"], Driver(port with { HasDefaultGroup = true }));
        Assert.Equal(["13333333333bit Line", "13333333333bit Line", "13333333333bit Line"], Driver(port));
    }

    [Fact]
    public void A_node_below_another_is_held_by_both()
    {
        var port = Port("40Gbit",
            [Group("outer", "12Gbit"), Group("inner", "9Gbit", parent: "outer"), Group("other", parent: "outer")],
            Vf(0, "inner"), Vf(1, "inner"), Vf(2, "other"));
        Assert.Equal(["3Gbit Group", "3Gbit Group", "6Gbit Group"], Driver(port));
        Assert.Equal(
            "VF 0 is held to 3 Gbit/s: its group outer is limited to 12 Gbit/s and shared evenly by groups inner, other; "
                + "its group inner is shared evenly by VFs 0-1.",
            port.Measure().Vfs[0].Explanation);
        Assert.Equal(["4500Mbit Group", "4500Mbit Group", "0 Idle"], Driver(port.WithActive(VfIndexSet.Parse("0-1"))));
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(1, 1)]
    [InlineData(50, 50)]
    [InlineData(100, 100)]
    [InlineData(199, 100)]
    public void Weights_stay_between_1_and_100(int megabits, long weight)
    {
        var sharing = Sharing.Of(Port("40Gbit", [], Vf(0, min: $"{megabits}Mbit"), Vf(1, min: megabits == 0 ? "199Mbit" : "0")), new DriverRule(false));
        Assert.Equal(megabits == 0 ? [1L, weight] : [weight, 1L], sharing.Line.Children.Select(v => v.Weight));
    }

    [Fact]
    public void Three_ways_of_one_line_lose_less_than_a_bit_each()
    {
        var port = Port("10Gbit", [], Vf(0), Vf(1), Vf(2));
        Assert.All(port.Measure().Vfs, v => Assert.Equal(3_333_333_333, v.DriverRate.BitsPerSecond));
        var exact = Sharing.Of(port, new DriverRule(false));
        Assert.Equal(10_000_000_000, port.Vfs.Aggregate((Fraction)0, (sum, v) => sum + exact[v].Rate));
    }

    [Fact]
    public void Groups_as_they_would_be_replace_those_there_are_and_a_numbered_one_without_VFs_is_left_out()
    {
        var port = Port("40Gbit", [Group("1", "5Gbit"), Group("empty")], Vf(0, "1"), Vf(1, "new"), Vf(2));
        var groups = port.WithGroups(
        [
            Group("1", "9Gbit"), Group("new", parent: "above"), Group("above", "3Gbit"),
            Group("0"), Group("8"), Group("other"), Group("empty", "1Gbit"),
        ]).Groups;
        Assert.Equal(["1 9Gbit", "new 0", "above 3Gbit", "0 0", "other 0", "empty 1Gbit"], groups.Select(g => $"{g.Name} {g.MaxTxRate}"));
        Assert.Equal(port.Groups, port.WithGroups([]).Groups);
        var empty = port.WithGroups([Group("new", parent: "above"), Group("above"), Group("other")]).Empty;
        Assert.Equal(["other", "empty"], empty.Select(g => g.Name).Order().Reverse());
        Refused("is below itself", port.WithGroups([Group("1", parent: "a"), Group("a", parent: "1")]));
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Refused("VF 3 is told more than once", Port("1Gbit", [], Vf(3), Vf(3)));
        Refused("Group 1 is told more than once", Port("1Gbit", [Group("1"), Group("1")], Vf(0)));
        Refused("is below itself", Port("1Gbit", [Group("a", parent: "b"), Group("b", parent: "a")], Vf(0)));
        Refused("Group a is below b, which is not there.", Port("1Gbit", [Group("a", parent: "b")], Vf(0)));
        Refused("VF 0: 1500kbit is not a whole number of Mbit/s", Port("1Gbit", [], Vf(0, max: "1500kbit")));
        Refused("Group 7: 1bit is not a whole number", Port("1Gbit", [Group("7", min: "1bit")], Vf(0)));
        Assert.Throws<LineRateException>(() => Port("0", [], Vf(0)).Measure());
    }

    [Fact]
    public void A_node_without_VFs_is_there_and_its_guarantee_makes_the_others_weigh_less_on_the_host_and_on_paper()
    {
        GroupRates[] nodes = [Group("big", min: "150Gbit"), Group("gold", min: "60Gbit")];
        var host = Port("200Gbit", nodes, Vf(0, "gold"), Vf(1));
        var paper = Port("200Gbit", [], Vf(0, "gold"), Vf(1)).WithGroups(nodes);
        Assert.Equal([100L, 40, 1], Sharing.Of(host, new DriverRule(false)).Line.Children.Select(n => n.Weight));
        Assert.Equal(Driver(host), Driver(paper));
        Assert.Equal(nodes[..1], paper.Empty);
    }

    [Theory]
    [InlineData("7", "7")]
    [InlineData("007", "7")]
    [InlineData("0", "0")]
    [InlineData("255", "255")]
    [InlineData("gold", "gold")]
    [InlineData("devlink node", "devlink node")]
    [InlineData("256", null)]
    [InlineData("99999999999", null)]
    [InlineData("-1", null)]
    [InlineData("a b", null)]
    [InlineData("a/b", null)]
    [InlineData("", null)]
    public void Names_of_groups_are_read_as_the_driver_knows_them(string text, string? name)
    {
        if (name is null) Assert.Throws<FormatException>(() => GroupRates.ParseName(text));
        else Assert.Equal(name, GroupRates.ParseName(text));
    }

    internal static PortRates Port(string line, IReadOnlyList<GroupRates> groups, params VfRates[] vfs) =>
        new() { LineRate = Bandwidth.Parse(line), Groups = groups, Vfs = vfs };

    internal static GroupRates Group(string name, string max = "0", string min = "0", string? parent = null) =>
        new() { Name = name, MaxTxRate = Bandwidth.Parse(max), MinTxRate = Bandwidth.Parse(min), Parent = parent };

    internal static VfRates Vf(int index, string? group = null, string max = "0", string min = "0", string? load = null) => new()
    {
        Index = index,
        Group = group,
        MaxTxRate = Bandwidth.Parse(max),
        MinTxRate = Bandwidth.Parse(min),
        Load = load is null ? null : Bandwidth.Parse(load),
    };

    private static void Refused(string text, PortRates port) =>
        Assert.Contains(text, Assert.Throws<RateInputException>(port.Measure).Message, StringComparison.Ordinal);

    private static IEnumerable<string> Vendor(PortRates port) => port.Measure().Vfs.Select(v => $"{v.VendorRate} {v.VendorBound}");

    private static IEnumerable<string> Driver(PortRates port) => port.Measure().Vfs.Select(v => $"{v.DriverRate} {v.DriverBound}");
}
