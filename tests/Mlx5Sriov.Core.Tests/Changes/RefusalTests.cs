using Mlx5Sriov.Core.Tests.Firmware;
using Mlx5Sriov.Inventory;
using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Planning.Routes;
using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Plans.Running;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>What is refused before anything is written, and why.</summary>
public sealed class RefusalTests
{
    private static readonly IReadOnlyList<(RefusalReason Reason, SimulationProfile Profile, string Mode, VfWish Wish)> s_refusals =
    [
        (RefusalReason.MulticastMac, SimulationProfile.ConnectX7, "", new() { MacAddress = MacAddress.Parse("01:00:00:00:00:01") }),
        (RefusalReason.VlanOutOfRange, SimulationProfile.ConnectX7, "", new() { VlanId = 4095 }),
        (RefusalReason.VlanOutOfRange, SimulationProfile.ConnectX7, "", new() { VlanId = -1 }),
        (RefusalReason.QosOutOfRange, SimulationProfile.ConnectX7, "", new() { VlanId = 5, Qos = 8 }),
        (RefusalReason.QosOutOfRange, SimulationProfile.ConnectX7, "", new() { Qos = -1 }),
        (RefusalReason.ProtocolNeedsVlan, SimulationProfile.ConnectX7, "", new() { VlanProtocol = VlanProtocol.Dot1Ad }),
        (RefusalReason.ProtocolNeedsVlan, SimulationProfile.ConnectX7Inbox, "", new() { VlanProtocol = VlanProtocol.Dot1Q }),
        (RefusalReason.ProtocolNotSupported, SimulationProfile.ConnectX7Inbox, "", new() { VlanId = 5, VlanProtocol = VlanProtocol.Dot1Ad }),
        (RefusalReason.VlanAndTrunk, SimulationProfile.ConnectX7, "", new() { VlanId = 5, Trunk = VlanSet.Parse("6") }),
        (RefusalReason.VlanAndTrunk, SimulationProfile.ConnectX7, "", new() { VlanId = 5, TrunkAdded = VlanSet.Parse("6") }),
        (RefusalReason.VlanAndTrunk, SimulationProfile.ConnectX7, "", new() { Qos = 5, Trunk = VlanSet.Parse("6") }),
        (RefusalReason.VlanAndTrunk, SimulationProfile.ConnectX7, "", new() { VlanId = 0, Qos = 5, TrunkAdded = VlanSet.Parse("6") }),
        (RefusalReason.MinAboveMax, SimulationProfile.ConnectX7, "", Rates("5Gbit", "1Gbit")),
        (RefusalReason.MinAboveMax, SimulationProfile.ConnectX7, "", Rates("3Gbit", null)),
        (RefusalReason.MinAboveMax, SimulationProfile.ConnectX7, "", Rates(null, "500Mbit")),
        (RefusalReason.RateAboveLink, SimulationProfile.ConnectX7, "", Rates(null, "200001Mbit")),
        (RefusalReason.RateAboveLink, SimulationProfile.ConnectX7, "switchdev", Rates("400Gbit", null)),
        (RefusalReason.RateNotWhole, SimulationProfile.ConnectX7, "", Rates(null, "1500Kbit")),
        (RefusalReason.DuplicateMac, SimulationProfile.ConnectX7, "", new() { MacAddress = MacAddress.Parse("02:00:00:00:00:77") }),
        (RefusalReason.DuplicateMac, SimulationProfile.ConnectX7, "switchdev", new() { MacAddress = MacAddress.Parse("02:00:00:00:00:77") }),
        (RefusalReason.DuplicateGuid, SimulationProfile.ConnectX6Infiniband, "", new() { NodeGuid = InfinibandGuid.Parse("00:11:22:33:44:55:66:77") }),
        (RefusalReason.GuidInvalid, SimulationProfile.ConnectX6Infiniband, "", new() { NodeGuid = new InfinibandGuid(ulong.MaxValue) }),
        (RefusalReason.GuidInvalid, SimulationProfile.ConnectX6Infiniband, "", new() { PortGuid = new InfinibandGuid(ulong.MaxValue) }),
        (RefusalReason.DuplicateGuid, SimulationProfile.ConnectX6Infiniband, "", new() { PortGuid = InfinibandGuid.Parse("00:11:22:33:44:55:66:88") }),
        (RefusalReason.EthernetOnly, SimulationProfile.ConnectX6Infiniband, "", new() { MacAddress = MacAddress.Parse("02:00:00:00:00:01") }),
        (RefusalReason.EthernetOnly, SimulationProfile.ConnectX6Infiniband, "", new() { VlanId = 5 }),
        (RefusalReason.EthernetOnly, SimulationProfile.ConnectX6Infiniband, "", Rates(null, "1Gbit")),
        (RefusalReason.InfinibandOnly, SimulationProfile.ConnectX7, "", new() { PortGuid = InfinibandGuid.Parse("00:11:22:33:44:55:66:99") }),
        (RefusalReason.InfinibandOnly, SimulationProfile.ConnectX7Inbox, "switchdev", new() { Policy = VfLinkState.Enable }),
        (RefusalReason.NotInSwitchdev, SimulationProfile.ConnectX7, "switchdev", new() { VlanId = 5 }),
        (RefusalReason.NotInSwitchdev, SimulationProfile.ConnectX7Inbox, "switchdev", new() { Trust = OnOff.On }),
        (RefusalReason.NotInSwitchdev, SimulationProfile.ConnectX7, "switchdev", new() { Trunk = VlanSet.Parse("5") }),
        (RefusalReason.NeedsOfed, SimulationProfile.ConnectX7Inbox, "", new() { Trunk = VlanSet.Parse("5") }),
        (RefusalReason.NeedsOfed, SimulationProfile.ConnectX7Inbox, "", new() { NodeGuid = InfinibandGuid.Parse("00:11:22:33:44:55:66:99") }),
        (RefusalReason.NoNetDevice, SimulationProfile.ConnectX7Inbox, "away", new() { SpoofCheck = OnOff.On }),
        (RefusalReason.NotTrusted, SimulationProfile.ConnectX7, "", new() { Promiscuous = OnOff.On }),
        (RefusalReason.NotTrusted, SimulationProfile.ConnectX7Inbox, "", new() { AllMulticast = OnOff.On, Promiscuous = OnOff.Off }),
        (RefusalReason.NotTrusted, SimulationProfile.ConnectX7, "", new() { AllMulticast = OnOff.On, Trust = OnOff.Off }),
        (RefusalReason.NoVfNetDevice, SimulationProfile.ConnectX7, "VF away", new() { Promiscuous = OnOff.On, Trust = OnOff.On }),
        (RefusalReason.NoVfNetDevice, SimulationProfile.ConnectX7, "VF without driver", new() { AllMulticast = OnOff.Off }),
    ];

    public static IEnumerable<object[]> Rows => Enumerable.Range(0, s_refusals.Count).Select(i => new object[] { i });

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_refused_wish_writes_nothing(int row)
    {
        var (reason, profile, mode, wish) = s_refusals[row];
        var host = NewHost(profile, mode);
        var before = HostState.Read(host);

        var refusal = Assert.Throws<RefusedSettingException>(() => Run(host, new() { [1] = wish }));

        Assert.Equal(reason, refusal.Reason);
        Assert.Equal((ChangeTargetKind.Vf, 1), (refusal.Target.Kind, refusal.Target.Vf));
        Assert.StartsWith($"{refusal.Target}: ", refusal.Message, StringComparison.Ordinal);
        Assert.NotEmpty(refusal.NextStep);
        Assert.Empty(host.Writes);
        Assert.Empty(host.Seams.Changes.List());
        Assert.Null(host.Seams.Changes.HolderOf($"{ChangeCase.Pf}"));
        Assert.Equal(before, HostState.Read(host));
    }

    [Fact]
    public void Every_reason_has_its_row()
    {
        var here = s_refusals.Select(r => r.Reason).Append(ToldByCmdlets);
        Assert.Equal(Enum.GetValues<RefusalReason>(), here.Concat(PfRefusalTests.Reasons).Concat(GroupRefusalTests.Reasons)
            .Concat(FirmwarePlanTests.Reasons).Distinct().Order());
    }

    /// <summary>A call that asks for nothing makes no wish.</summary>
    private const RefusalReason ToldByCmdlets = RefusalReason.NothingToSet;

    [Fact]
    public void One_address_wished_twice_is_given_to_neither()
    {
        var host = NewHost(SimulationProfile.ConnectX7, "");
        var wish = new VfWish { MacAddress = MacAddress.Parse("02:00:00:00:00:01") };
        Dictionary<int, VfWish> wishes = new() { [1] = wish, [2] = wish, [3] = new() { Trust = OnOff.On } };

        var refusal = Assert.Throws<RefusedSettingException>(() => Run(host, wishes));

        Assert.Equal((RefusalReason.DuplicateMac, ChangeTarget.OfVf("eth2", 1)), (refusal.Reason, refusal.Target));
        Assert.Empty(host.Writes);
        var plan = new VfSettingsWish("Set-MlxVf", ChangeCase.Pf, wishes).Plan(new HostSnapshot(host.Seams));
        Assert.Equal(
            [
                "eth2 vf 1: the MAC address 02:00:00:00:00:01 is wished for several VFs: 1-2.",
                "eth2 vf 2: the MAC address 02:00:00:00:00:01 is wished for several VFs: 1-2.",
            ],
            plan.Refusals.Select(r => $"{r}"));
        Assert.Equal(["ip link set dev eth2 vf 3 trust on"], plan.Steps.Select(s => s.Command));
        Assert.True(new PlanRunner(host.Seams, TimeSpan.Zero).Run(plan.Wish, plan, CancellationToken.None).IsSameAs(plan));
    }

    [Fact]
    public void Who_waits_for_an_address_of_a_refused_VF_is_refused_too()
    {
        var (a, b, c) = (MacAddress.Parse("02:00:00:00:00:0a"), MacAddress.Parse("02:00:00:00:00:0b"), MacAddress.Parse("02:00:00:00:00:0c"));
        var host = NewHost(SimulationProfile.ConnectX7, "");
        Run(host, new() { [1] = new() { MacAddress = a }, [2] = new() { MacAddress = b }, [3] = new() { MacAddress = c } });
        host.ClearWrites();

        // Each takes the address of the next, and the last cannot let its own go.
        var plan = new VfSettingsWish("Set-MlxVf", ChangeCase.Pf, new Dictionary<int, VfWish>
        {
            [0] = new() { Trust = OnOff.On },
            [1] = new() { MacAddress = b },
            [2] = new() { MacAddress = c },
            [3] = new() { MacAddress = MacAddress.Parse("02:00:00:00:00:0d"), VlanId = 4095 },
        }).Plan(new HostSnapshot(host.Seams));

        Assert.Equal([3, 2, 1], plan.Refusals.Select(r => r.Target.Vf!.Value));
        Assert.Equal(["ip link set dev eth2 vf 0 trust on"], plan.Steps.Select(s => s.Command));
        Assert.Equal([0], ((VfSettingsWish)plan.Wish).Wishes.Keys);
    }

    [Fact]
    public void An_address_of_another_port_is_refused_too()
    {
        var host = NewHost(SimulationProfile.ConnectX7, "");
        host.Seams.IpLink.SetVf(host.Seams.IpLink.Find("eth3")!, 0, new VfSetting.Mac(MacAddress.Parse("02:00:00:00:00:33")));

        var refusal = Assert.Throws<RefusedSettingException>(() => Run(host, new() { [1] = new() { MacAddress = MacAddress.Parse("02:00:00:00:00:33") } }));

        Assert.Contains("eth3 vf 0", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_VFs_can_swap_their_addresses_and_all_can_give_theirs_up()
    {
        var (a, b) = (MacAddress.Parse("02:00:00:00:00:01"), MacAddress.Parse("02:00:00:00:00:02"));
        var host = NewHost(SimulationProfile.ConnectX7, "");
        Run(host, new() { [1] = new() { MacAddress = a }, [2] = new() { MacAddress = b } });
        Run(host, new() { [1] = new() { MacAddress = b }, [2] = new() { MacAddress = a } });
        Assert.Equal(($"{b}", $"{a}"), ($"{HostState.Read(host)["eth2 vf 1: MacAddress"]}", $"{HostState.Read(host)["eth2 vf 2: MacAddress"]}"));

        Run(host, new() { [1] = new() { MacAddress = MacAddress.Zero }, [2] = new() { MacAddress = MacAddress.Zero } });
        Assert.Equal($"{MacAddress.Zero}", HostState.Read(host)["eth2 vf 1: MacAddress"]);
    }

    [Fact]
    public void A_VF_that_is_not_enabled_is_refused()
    {
        var host = NewHost(SimulationProfile.ConnectX7, "");
        Assert.Throws<VfIndexException>(() => Run(host, new() { [0] = new() { Trust = OnOff.On }, [4] = new() { Trust = OnOff.On } }));
        Assert.Empty(host.Writes);
    }

    [Fact]
    public void A_VF_in_use_is_not_bound_anew()
    {
        var host = NewHost(SimulationProfile.ConnectX7, "");
        host.GiveToVirtualMachine(PciAddress.Parse("0000:05:00.3"), "web01");
        host.ClearWrites();
        var wish = new VfWish { MacAddress = MacAddress.Parse("02:00:00:00:00:01"), Rebind = true };

        var refusal = Assert.Throws<VfInUseException>(() => Run(host, new() { [1] = wish }));

        Assert.Contains("VM web01", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(host.Writes);
        var plan = Run(host, new() { [1] = wish with { Rebind = false } });
        Assert.Contains("when it is bound again", Assert.Single(plan.Warnings), StringComparison.Ordinal);
        Assert.Equal(RemedyKind.BindAgain, plan.RemedyOf(plan.Warnings[0])?.Kind);
    }

    [Theory]
    [InlineData("Mac", "Link Link PortFunction PortFunction EthernetOnly EthernetOnly Ofed NoNetDevice PortFunction")]
    [InlineData("Vlan", "Link Link NotInSwitchdev NotInSwitchdev EthernetOnly EthernetOnly Ofed NoNetDevice NotInSwitchdev")]
    [InlineData("Trunk", "Ofed NeedsOfed NotInSwitchdev NotInSwitchdev EthernetOnly EthernetOnly Ofed NeedsOfed NotInSwitchdev")]
    [InlineData("SpoofCheck", "Link Link NotInSwitchdev NotInSwitchdev EthernetOnly EthernetOnly Ofed NoNetDevice NotInSwitchdev")]
    [InlineData("Trust", "Link Link NotInSwitchdev NotInSwitchdev EthernetOnly EthernetOnly Ofed NoNetDevice NotInSwitchdev")]
    [InlineData("LinkState", "Link Link NotInSwitchdev NotInSwitchdev EthernetOnly EthernetOnly Ofed NoNetDevice NotInSwitchdev")]
    [InlineData("Rate", "Link Link DevlinkRate DevlinkRate EthernetOnly EthernetOnly Ofed NoNetDevice DevlinkRate")]
    [InlineData("Group", "Ofed NeedsOfed Ofed NeedsOfed EthernetOnly EthernetOnly Ofed NeedsOfed Ofed")]
    [InlineData("RateNode", "NeedsSwitchdev NeedsSwitchdev DevlinkRate DevlinkRate EthernetOnly EthernetOnly NeedsSwitchdev NeedsSwitchdev DevlinkRate")]
    [InlineData("NodeGuid", "Ofed NeedsOfed Ofed NeedsOfed Ofed Link Ofed NeedsOfed Ofed")]
    [InlineData("PortGuid", "InfinibandOnly InfinibandOnly InfinibandOnly InfinibandOnly Ofed Link InfinibandOnly InfinibandOnly InfinibandOnly")]
    [InlineData("Policy", "InfinibandOnly InfinibandOnly InfinibandOnly InfinibandOnly Ofed Link InfinibandOnly InfinibandOnly InfinibandOnly")]
    public void Dialect_mode_and_link_layer_decide_the_route_or_the_reason(string attribute, string expected)
    {
        PfFacts ofed = new()
        {
            Name = "eth2",
            PciAddress = ChangeCase.Pf,
            NetDevice = "eth2",
            LinkIndex = 4,
            Dialect = DriverDialect.Ofed,
            LinkLayer = LinkLayer.Ethernet,
            IsSwitchdev = false,
            LinkSpeed = null,
        };
        var inbox = ofed with { Dialect = DriverDialect.Inbox };
        PfFacts[] pfs =
        [
            ofed, inbox,
            ofed with { IsSwitchdev = true }, inbox with { IsSwitchdev = true },
            ofed with { LinkLayer = LinkLayer.InfiniBand }, inbox with { LinkLayer = LinkLayer.InfiniBand },
            ofed with { NetDevice = null }, inbox with { NetDevice = null }, ofed with { NetDevice = null, IsSwitchdev = true },
        ];

        Assert.Equal(expected, string.Join(' ', pfs.Select(pf => RouteOrReason(pf, Enum.Parse<VfAttribute>(attribute)))));
    }

    private static string RouteOrReason(PfFacts pf, VfAttribute attribute)
    {
        try
        {
            return $"{new SettingRoutes(pf).Of(attribute, ChangeTarget.OfVf("eth2", 1))}";
        }
        catch (RefusedSettingException refusal)
        {
            return $"{refusal.Reason}";
        }
    }

    /// <summary>VF 1 has rates; VF 2, or on InfiniBand VF 0, has the addresses that others must not take.</summary>
    private static SimulatedHost NewHost(SimulationProfile profile, string mode)
    {
        var host = new SimulatedHost(new SimulationOptions { Profile = profile, NumVfs = [4, 2] });
        if (profile == SimulationProfile.ConnectX6Infiniband)
        {
            Run(host, new()
            {
                [0] = new()
                {
                    NodeGuid = InfinibandGuid.Parse("00:11:22:33:44:55:66:77"),
                    PortGuid = InfinibandGuid.Parse("00:11:22:33:44:55:66:88"),
                },
            });
        }
        else
        {
            if (mode == "switchdev") host.Seams.Devlink.SetEswitch(ChangeCase.Pf, new Eswitch { Mode = EswitchMode.Switchdev });
            Run(host, new() { [1] = Rates("1Gbit", "2Gbit"), [2] = new() { MacAddress = MacAddress.Parse("02:00:00:00:00:77") } });
            if (mode == "away") host.MoveToNamespace("eth2", "away");
            if (mode == "VF away") host.MoveToNamespace("eth2v1", "away");
            if (mode == "VF without driver") host.UnbindDriver(PciAddress.Parse("0000:05:00.3"));
        }

        foreach (var id in host.Seams.Changes.List()) host.Seams.Changes.Delete(id);
        host.ClearWrites();
        return host;
    }

    private static VfWish Rates(string? min, string? max) =>
        new() { MinTxRate = min is null ? null : Bandwidth.Parse(min), MaxTxRate = max is null ? null : Bandwidth.Parse(max) };

    private static ChangePlan Run(SimulatedHost host, Dictionary<int, VfWish> wishes) =>
        new PlanRunner(host.Seams, TimeSpan.Zero).Run(new VfSettingsWish("Set-MlxVf", ChangeCase.Pf, wishes), null, CancellationToken.None);
}
