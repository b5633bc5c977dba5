using Mlx5Sriov.Inventory;
using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Plans.Running;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>A VST VLAN and a trunk exclude each other: a plan that takes one away for the other says so, unless the wish did.</summary>
public sealed class TaggingTests
{
    private const string Exclusion = "eth2 vf 1: a VST VLAN and a trunk (VGT+) exclude each other, so the ";
    private const string NoneLeft = "eth2 vf 1: no VLAN is left in the trunk, so VGT+ ends and every VLAN passes (VGT).";

    private static readonly VfWish s_vst = new() { VlanId = 100, Qos = 3 };
    private static readonly VfWish s_trunk = new() { Trunk = VlanSet.Parse("4-15,17") };

    private static readonly IReadOnlyList<(VfWish Before, VfWish Wish, string Warning)> s_rows =
    [
        (s_vst, s_trunk, Exclusion + "VST VLAN 100 qos 3 is cleared."),
        (new() { Qos = 5 }, s_trunk, Exclusion + "VST VLAN 0 qos 5 is cleared."),
        (s_vst, new() { TrunkAdded = VlanSet.Parse("5") }, Exclusion + "VST VLAN 100 qos 3 is cleared."),
        (s_vst, s_trunk with { VlanId = 0 }, ""),
        (s_vst, new() { Trunk = VlanSet.Empty }, ""),
        (s_vst, new() { TrunkRemoved = VlanSet.Parse("4") }, ""),
        (s_trunk, s_vst, Exclusion + "trunk 4-15,17 is cleared."),
        (s_trunk, new() { Qos = 5 }, Exclusion + "trunk 4-15,17 is cleared."),
        (new() { Trunk = VlanSet.Parse("0-4095") }, s_vst, Exclusion + "trunk 0-1035,... is cleared."),
        (s_trunk, s_vst with { TrunkRemoved = VlanSet.Parse("4") }, Exclusion + "trunk 4-15,17 is cleared."),
        (s_trunk, s_vst with { TrunkRemoved = VlanSet.Parse("4-17") }, ""),
        (s_trunk, s_vst with { Trunk = VlanSet.Empty }, ""),
        (s_trunk, new() { VlanId = 0 }, ""),
        (s_trunk, new() { Trust = OnOff.On }, ""),
        (s_trunk, new() { TrunkRemoved = VlanSet.Parse("0-16") }, ""),
        (s_trunk, new() { TrunkRemoved = VlanSet.Parse("0-17") }, NoneLeft),
        (s_trunk, new() { Trunk = VlanSet.Empty }, NoneLeft),
        (s_trunk, new() { Trunk = VlanSet.Empty, EndsTrunk = true }, ""),
        (s_trunk, new() { Reset = true }, ""),
        (new(), new() { Trunk = VlanSet.Empty }, ""),
        (new() { Trunk = VlanSet.Parse("0-4095") }, new() { TrunkRemoved = VlanSet.Parse("0-1035") }, ""),
        (new() { Trunk = VlanSet.Parse("0-4095") }, new() { TrunkRemoved = VlanSet.Parse("0-4095") }, NoneLeft),
        (new(), new() { TrunkRemoved = VlanSet.Parse("4") }, ""),
    ];

    public static IEnumerable<object[]> Rows => Enumerable.Range(0, s_rows.Count).Select(i => new object[] { i });

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_plan_names_what_it_clears_unasked(int row)
    {
        var (before, wish, warning) = s_rows[row];
        var host = NewHost(before);

        Assert.Equal(warning.Length == 0 ? [] : [warning], Wish(wish).Plan(new HostSnapshot(host.Seams)).Warnings);
    }

    [Fact]
    public void Once_it_is_done_nothing_is_told_again()
    {
        var host = NewHost(s_vst);
        Run(host, s_trunk);

        var plan = Wish(s_trunk).Plan(new HostSnapshot(host.Seams));
        Assert.True(plan.IsEmpty);
        Assert.Empty(plan.Warnings);
    }

    [Fact]
    public void What_is_added_to_a_list_that_the_driver_cut_takes_nothing_from_it()
    {
        var host = NewHost(new() { Trunk = VlanSet.Parse("0-2999") });
        Run(host, new() { TrunkAdded = VlanSet.Parse("5,3500"), TrunkRemoved = VlanSet.Parse("1000-1100,2000") });

        Assert.Equal(
            ["add 3500 3500", "rem 1000 1100", "rem 2000 2000"],
            host.Writes.Where(w => w.Target.EndsWith("/trunk", StringComparison.Ordinal)).Select(w => w.Value));
    }

    private static VfSettingsWish Wish(VfWish wish) => new("Set-MlxVf", ChangeCase.Pf, new Dictionary<int, VfWish> { [1] = wish });

    private static SimulatedHost NewHost(VfWish before)
    {
        var host = new SimulatedHost(new SimulationOptions());
        Run(host, before);
        host.ClearWrites();
        return host;
    }

    private static void Run(SimulatedHost host, VfWish wish) => new PlanRunner(host.Seams, TimeSpan.Zero).Run(Wish(wish), null, CancellationToken.None);
}
