using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Rates;

using static Mlx5Sriov.Core.Tests.Rates.PortRatesTests;

namespace Mlx5Sriov.Core.Tests.Rates;

/// <summary>What the administrator is told: why a VF gets what it gets, and what the settings do not do.</summary>
public class RateWordsTests
{
    private static readonly PortRates s_example = Port(
        "40Gbit",
        [Group("0"), Group("1", min: "20Gbit"), Group("2", min: "5Gbit"), Group("3", min: "15Gbit"), Group("4")],
        [.. Enumerable.Range(0, 5).Select(i => Vf(i, $"{i}"))]);

    [Fact]
    public void The_group_the_line_the_own_limit_and_the_load_are_named()
    {
        var port = Port("100Gbit", [Group("7", "20Gbit")], Vf(4, "7"), Vf(5, "7"), Vf(6, "7", "5Gbit"), Vf(0), Vf(1, load: "2Gbit"), Vf(2, load: "0"));
        Assert.Equal(
            [
                "VF 4 is held to 7.5 Gbit/s: its group 7 is limited to 20 Gbit/s and shared evenly by VFs 4-6; VF 6 takes no more than 5 Gbit/s.",
                "VF 5 is held to 7.5 Gbit/s: its group 7 is limited to 20 Gbit/s and shared evenly by VFs 4-6; VF 6 takes no more than 5 Gbit/s.",
                "VF 6 is held to 5 Gbit/s by its own limit.",
                "VF 0 is held to 78 Gbit/s: the line of 100 Gbit/s is full and shared evenly by VFs 0-1 and group 7; "
                    + "VF 1 and group 7 take no more than 22 Gbit/s.",
                "VF 1 gets all that it has to send, 2 Gbit/s.",
                "VF 2 has nothing to send.",
            ],
            Explanations(port));
    }

    [Fact]
    public void One_that_sends_alone_is_said_to()
    {
        Assert.Equal(
            ["VF 5 is held to 5 Gbit/s: its group 7 is limited to 5 Gbit/s and used by it alone."],
            Explanations(Port("40Gbit", [Group("7", "5Gbit")], Vf(5, "7"))));
        Assert.Equal(["VF 5 is held to 40 Gbit/s: the line of 40 Gbit/s is full and used by its group 7 alone."], Explanations(Port("40Gbit", [], Vf(5, "7"))));
    }

    [Fact]
    public void Shares_are_told_by_weight_and_by_proportion()
    {
        var explanations = Explanations(s_example);
        Assert.Equal(
            "VF 0 is held to 198.02 Mbit/s: the line of 40 Gbit/s is full and divided by weight, "
                + "of which its group 0 has 1 of 202, the least, having no guarantee."
                + " By the vendor's text it would get nothing: the line of 40 Gbit/s is full and taken by those with a guarantee, "
                + "and its group 0 has none.",
            explanations[0]);
        Assert.Equal(
            "VF 2 is held to 4.95 Gbit/s: the line of 40 Gbit/s is full and divided by weight, "
                + "of which its group 2 has 25 of 202, for its guarantee of 5 Gbit/s."
                + " By the vendor's text it would get 5 Gbit/s: the line of 40 Gbit/s is full and divided in proportion to the guarantees, "
                + "of which its group 2 has 5 Gbit/s of 40 Gbit/s.",
            explanations[2]);
    }

    [Fact]
    public void A_guarantee_that_is_the_only_one_and_what_it_leaves_are_told()
    {
        var explanations = Explanations(Port("40Gbit", [Group("1", min: "40Gbit")], Vf(0, "1", min: "5Gbit", max: "30Gbit"), Vf(1, "1"), Vf(2, "1")));
        Assert.Contains("VF 0 is held to 30 Gbit/s by its own limit.", explanations);
        Assert.Contains("VF 0 takes no more than 30 Gbit/s", explanations[1], StringComparison.Ordinal);
        explanations = Explanations(Port("40Gbit", [Group("1", min: "40Gbit")], Vf(0, "1", min: "5Gbit"), Vf(1, "1")));
        Assert.EndsWith(
            "By the vendor's text it would get 40 Gbit/s: the line of 40 Gbit/s is full and used by its group 1 alone; "
                + "its group 1 is taken by it, having the only guarantee.",
            explanations[0],
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3Gbit", "1Gbit", "divided in proportion to the guarantees, of which it has 3 Gbit/s of 4 Gbit/s")]
    [InlineData("3Gbit", "0", "taken by it, having the only guarantee")]
    [InlineData("0", "3Gbit", "given first to those with a guarantee, and it has none")]
    public void What_is_beyond_the_guarantee_of_a_group_is_told(string first, string second, string manner)
    {
        var port = Port("40Gbit", [Group("1", "20Gbit", "4Gbit")], Vf(0, "1", min: first), Vf(1, "1", min: second));
        Assert.EndsWith(
            $"its group 1 is limited to 20 Gbit/s and {manner}, "
                + "as far as the group's own guarantee of 4 Gbit/s goes; what is beyond it is shared evenly.",
            Explanations(port)[0],
            StringComparison.Ordinal);
    }

    [Fact]
    public void Long_lists_are_told_by_their_number()
    {
        VfRates[] vfs =
        [
            .. Enumerable.Range(0, 60).Select(i => Vf(2 * i)),
            .. Enumerable.Range(0, 40).Select(i => Vf((2 * i) + 1, $"long-name-{i}")),
        ];
        var port = Port("100Gbit", [], vfs);
        Assert.Contains("shared evenly by 60 VFs and 40 groups.", Explanations(port)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_without_a_guarantee_are_warned_about() => Assert.Equal(
        ["groups 0, 4 have no guarantee while others have: together they get 396.04 Mbit/s by the driver's weights, nothing by the vendor's text."],
        s_example.Measure().Warnings);

    [Fact]
    public void One_that_has_enough_without_a_guarantee_is_not_warned_about() =>
        Assert.Empty(Port("40Gbit", [Group("1", "10Gbit", "10Gbit")], Vf(0, "1"), Vf(1, "2", "5Gbit")).Measure().Warnings);

    [Fact]
    public void One_that_gets_much_without_a_guarantee_is_not_warned_about() =>
        Assert.Empty(Port("200Gbit", [Group("1", "20Gbit", "20Gbit")], Vf(0, "1"), Vf(1, "2"), Vf(2, "3")).Measure().Warnings);

    [Fact]
    public void A_guarantee_of_its_own_does_not_help_a_VF_in_no_group_by_the_vendors_text()
    {
        var port = Port("200Gbit", [Group("1", min: "1Gbit")], Vf(0, min: "199Gbit"), Vf(1, "1"));
        Assert.Equal(["VF 0 has no guaranteed group while others have: it gets nothing by the vendor's text."], port.Measure().Warnings);
        Assert.Equal("0", $"{port.Measure().Vfs[0].VendorRate}");
    }

    [Fact]
    public void One_model_alone_gives_nothing_to_those_of_whom_there_are_many_beside_a_guarantee() => Assert.Equal(
        ["VFs 1-20 have no guarantee while others have: together they get nothing by the vendor's text."],
        Port("200Gbit", [Group("1", min: "200Gbit")], [Vf(0, "1", min: "1Gbit"), .. Enumerable.Range(1, 20).Select(i => Vf(i, "1"))]).Measure().Warnings);

    [Fact]
    public void The_guarantee_of_a_group_without_VFs_is_not_added_up()
    {
        VfRates[] vfs = [.. Enumerable.Range(0, 8).Select(i => Vf(i, "gold"))];
        var port = Port("200Gbit", [Group("spare", min: "150Gbit"), Group("gold", min: "60Gbit")], vfs);
        Assert.Empty(port.Measure().Warnings);
    }

    [Fact]
    public void Groups_are_named_in_one_order_whatever_the_order_of_the_VFs()
    {
        var port = Port("100Gbit", [], Vf(0, "gold"), Vf(1, "10"), Vf(2, "9"));
        Assert.EndsWith("shared evenly by groups 9, 10, gold.", Explanations(port)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Guarantees_above_the_line_are_warned_about() => Assert.Equal(
        [
            "eth2: the guarantees of VF 0 and group 1 come to 45 Gbit/s, more than the line's 40 Gbit/s: none of them can be relied on.",
            "eth2: VF 0 has no guaranteed group while others have: it gets nothing by the vendor's text.",
        ],
        (Port("40Gbit", [Group("1", min: "30Gbit")], Vf(0, min: "15Gbit"), Vf(1, "1")) with { Pf = "eth2" }).Measure().Warnings);

    [Fact]
    public void Guarantees_of_members_above_their_groups_are_warned_about()
    {
        Assert.Equal(
            ["the guarantees of VFs 0-1 come to 6 Gbit/s, more than the 5 Gbit/s of their group (1): they only say how the group's bandwidth is divided."],
            Port("40Gbit", [Group("1", min: "5Gbit")], Vf(0, "1", min: "4Gbit"), Vf(1, "1", min: "2Gbit")).Measure().Warnings);
        Assert.Contains(
            "the guarantee of VF 0 comes to 4 Gbit/s, but their group has none (1): "
                + "the driver divides the group's bandwidth by them, and by the vendor's text they count for nothing.",
            Port("40Gbit", [Group("1"), Group("2")], Vf(0, "1", min: "4Gbit"), Vf(1, "2")).Measure().Warnings);
    }

    [Fact]
    public void Guarantees_of_VFs_that_have_the_line_to_themselves_need_no_group_behind_them() =>
        Assert.Empty((Port("40Gbit", [], Vf(0, min: "4Gbit"), Vf(1, min: "2Gbit")) with { HasDefaultGroup = true }).Measure().Warnings);

    [Fact]
    public void A_guarantee_above_the_own_limit_is_warned_about() => Assert.Contains(
        "VF 0 has a guarantee of 5 Gbit/s, above its limit of 2 Gbit/s.",
        Port("40Gbit", [], Vf(0, min: "5Gbit", max: "2Gbit"), Vf(1)).Measure().Warnings);

    [Fact]
    public void What_the_host_does_not_tell_is_said() =>
        Assert.Equal(
            ["eth2: not all rates of VF 0-7, group 7 can be read here; what cannot is taken as none."],
            (Port("40Gbit", [], Vf(0)) with { Pf = "eth2", Unknown = ["VF 0-7", "group 7"] }).Measure().Warnings);

    private static IReadOnlyList<string> Explanations(PortRates port) => [.. port.Measure().Vfs.Select(v => v.Explanation)];
}
