using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Simulation;

/// <summary>devlink: information, e-switch, ports, port functions.</summary>
public sealed class DevlinkTests : SimulationTest
{
    private static readonly PciAddress s_pf1 = PciAddress.Parse("0000:05:00.1");
    private static readonly DevlinkPortHandle s_vf0Port = new(Pf0Address, 1);
    private static readonly DevlinkPortHandle s_uplink = new(Pf0Address, 65535);

    private readonly SimulatedHost _host = NewSwitchdevHost();

    private IDevlink Devlink => _host.Seams.Devlink;

    public static TheoryData<DevlinkPortHandle, PortFunction, Errno, string?> FunctionRefusals => new()
    {
        { s_vf0Port, new PortFunction { HardwareAddress = MacAddress.Parse("01:00:5e:00:00:01") }, Errno.EINVAL, "Non-unicast hardware address unsupported" },
        { s_vf0Port, new PortFunction { Migratable = OnOff.On }, Errno.EINVAL, "mlx5_core: Failed setting HCA migratable cap" },
        { s_vf0Port, new PortFunction { Roce = OnOff.Off }, Errno.EINVAL, "mlx5_core: Failed setting HCA roce cap" },
        { s_uplink, new PortFunction { HardwareAddress = MacAddress.Zero }, Errno.EOPNOTSUPP, "Port doesn't support function attributes" },
        { s_uplink, new PortFunction { Roce = OnOff.On }, Errno.EOPNOTSUPP, "Port doesn't support RoCE function attribute" },
        { s_uplink, new PortFunction { Migratable = OnOff.On }, Errno.EOPNOTSUPP, "Port doesn't support migratable function attribute" },
        { s_uplink, new PortFunction { MaxIoEventQueues = 4 }, Errno.EOPNOTSUPP, "Function does not support max_io_eqs setting" },
        { new DevlinkPortHandle(Pf0Address, 999), new PortFunction { Roce = OnOff.On }, Errno.ENODEV, null },
        { new DevlinkPortHandle(PciAddress.Parse("99:00.0"), 1), new PortFunction { Roce = OnOff.On }, Errno.ENODEV, null },
        { new DevlinkPortHandle(s_pf1, 1), new PortFunction { Roce = OnOff.On }, Errno.ENODEV, null },
    };

    [Fact]
    public void A_physical_function_tells_its_psid_and_firmware()
    {
        var info = Devlink.Info(Pf0Address)!;

        Assert.Equal("mlx5_core", info.Driver);
        Assert.Equal("MT_0000000838", info.Fixed["fw.psid"]);
        Assert.Equal("28.41.1000", info.Running["fw.version"]);
        Assert.Equal(info.Running, info.Stored);
    }

    [Fact]
    public void A_vf_tells_its_driver_alone_and_a_device_without_devlink_nothing()
    {
        Assert.True(Devlink.Info(Vf0Address) is { Driver: "mlx5_core", Fixed.Count: 0 });
        Assert.Null(Devlink.Info(PciAddress.Parse("00:02.0")));
        Assert.Null(Devlink.Info(PciAddress.Parse("99:00.0")));
        Assert.Null(Devlink.Eswitch(PciAddress.Parse("99:00.0")));
        Refuses(Errno.EPERM, () => Devlink.Eswitch(Vf0Address));
    }

    [Fact]
    public void The_eswitch_starts_in_legacy_mode()
    {
        var expected = new Eswitch { Mode = EswitchMode.Legacy, InlineMode = EswitchInlineMode.None, EncapMode = EswitchEncapMode.Basic };

        Assert.Equal(expected, Devlink.Eswitch(s_pf1));
    }

    [Fact]
    public void Each_mode_is_set_that_is_wished()
    {
        Devlink.SetEswitch(s_pf1, new Eswitch { Mode = EswitchMode.Switchdev, EncapMode = EswitchEncapMode.None, InlineMode = EswitchInlineMode.None });

        Assert.True(Devlink.Eswitch(s_pf1) is { Mode: EswitchMode.Switchdev, EncapMode: EswitchEncapMode.None });
        Assert.Equal("devlink dev eswitch set pci/0000:05:00.1 mode switchdev inline-mode none encap-mode none", _host.Writes[^1].Act);
    }

    [Fact]
    public void A_wish_for_nothing_is_no_request()
    {
        _host.ClearWrites();

        Devlink.SetEswitch(Pf0Address, new Eswitch());
        Devlink.SetPortFunction(s_vf0Port, new PortFunction());
        Devlink.SetRate(s_vf0Port, new RateLimits());
        Devlink.SetRate(Pf0Address, "gold", new RateLimits());

        Assert.Empty(_host.Writes);
    }

    [Fact]
    public void Inline_modes_cannot_be_set()
    {
        var wish = new Eswitch { Mode = EswitchMode.Switchdev, InlineMode = EswitchInlineMode.Transport };

        var refusal = Refuses(Errno.EOPNOTSUPP, () => Devlink.SetEswitch(s_pf1, wish));

        Assert.Equal("mlx5_core: Inline mode can't be set", refusal.KernelText);
        Assert.Equal(EswitchMode.Switchdev, Devlink.Eswitch(s_pf1)!.Mode);
    }

    [Theory]
    [InlineData(EswitchMode.Legacy)]
    [InlineData(EswitchMode.Switchdev)]
    public void No_mode_is_set_while_there_are_rate_nodes_not_even_the_same(EswitchMode mode)
    {
        Devlink.AddRateNode(Pf0Address, "gold", new RateLimits());

        var refusal = Refuses(Errno.EBUSY, () => Devlink.SetEswitch(Pf0Address, new Eswitch { Mode = mode }));

        Assert.Equal("Rate node(s) exists.", refusal.KernelText);
    }

    [Fact]
    public void Setting_the_same_mode_keeps_everything()
    {
        var before = Devlink.Ports().Single(p => p.Handle == s_vf0Port).NetDevice;
        Devlink.SetRate(s_vf0Port, new RateLimits { TxMax = Bandwidth.FromMegabits(100) });

        Devlink.SetEswitch(Pf0Address, new Eswitch { Mode = EswitchMode.Switchdev });

        Assert.Equal(before, Devlink.Ports().Single(p => p.Handle == s_vf0Port).NetDevice);
        Assert.Equal(Bandwidth.FromMegabits(100), Devlink.Rates()[0].TxMax);
    }

    [Fact]
    public void An_unknown_device_is_no_device_and_a_vf_has_no_eswitch()
    {
        var wish = new Eswitch { Mode = EswitchMode.Switchdev };

        Refuses(Errno.ENODEV, () => Devlink.SetEswitch(PciAddress.Parse("99:00.0"), wish));
        Refuses(Errno.EPERM, () => Devlink.SetEswitch(Vf0Address, wish));
    }

    [Fact]
    public void Infiniband_has_no_eswitch_modes_and_no_ports()
    {
        var devlink = NewHost(SimulationProfile.ConnectX6Infiniband).Seams.Devlink;

        Assert.Null(devlink.Eswitch(Pf0Address));
        Assert.Empty(devlink.Ports());
        Refuses(Errno.EOPNOTSUPP, () => devlink.SetEswitch(Pf0Address, new Eswitch { Mode = EswitchMode.Switchdev }));
    }

    [Fact]
    public void Switchdev_mode_gives_each_vf_a_representor_and_a_port()
    {
        var port = Devlink.Ports().Single(p => p.VfNumber == 3);

        Assert.Equal(
            new DevlinkPort
            {
                Handle = new DevlinkPortHandle(Pf0Address, 4),
                Flavour = DevlinkPortFlavour.PciVf,
                NetDevice = "eth2_3",
                Controller = 0,
                PfNumber = 0,
                VfNumber = 3,
                Function = new PortFunction { HardwareAddress = MacAddress.Zero, Roce = OnOff.On, Migratable = OnOff.Off, MaxIoEventQueues = 16 },
            },
            port);
        var representor = Link(_host, "eth2_3");
        Assert.Equal("pf0vf3", representor.PhysicalPortName);
        Assert.Equal(Link(_host).PhysicalSwitchId, representor.PhysicalSwitchId);
        Assert.Equal("0000:05:00.0", representor.ParentDevice);
        Assert.True(representor is { VfCount: 8, Vfs.Count: 0 });
        Assert.Equal("pf0vf3\n", _host.Seams.KernelFiles.Read("/sys/class/net/eth2_3/phys_port_name"));
        Assert.Equal("../../../0000:05:00.0", _host.Seams.KernelFiles.ReadLink("/sys/class/net/eth2_3/device"));
        Assert.Equal(9, _host.Seams.KernelFiles.List($"{Pf0}/net").Count);
    }

    [Fact]
    public void The_second_ports_indexes_begin_with_its_vhca_id()
    {
        Devlink.SetEswitch(s_pf1, new Eswitch { Mode = EswitchMode.Switchdev });
        _host.Seams.KernelFiles.Write($"{Pf1}/sriov_numvfs", "2");

        var ports = Devlink.Ports().Where(p => p.Handle.Device == s_pf1).ToList();

        Assert.Equal([65537u, 65538u, 131071u], ports.Select(p => p.Handle.Index));
        Assert.Equal([1, 1, null], ports.Select(p => p.PfNumber));
        Assert.Equal("pf1vf0", Link(_host, "eth3_0").PhysicalPortName);
    }

    [Fact]
    public void Legacy_mode_shows_uplinks_and_the_vfs_own_ports()
    {
        var ports = NewHost().Seams.Devlink.Ports();

        Assert.Equal(["eth2", "eth3"], ports.Where(p => p.Flavour == DevlinkPortFlavour.Physical).Select(p => p.NetDevice));
        Assert.Equal(8, ports.Count(p => p.Flavour == DevlinkPortFlavour.Virtual));
        Assert.Contains(ports, p => p.Handle == s_uplink);
        Assert.DoesNotContain(ports, p => p.Flavour == DevlinkPortFlavour.PciVf);
    }

    [Fact]
    public void Representors_go_with_the_mode_and_with_the_vfs()
    {
        Devlink.SetEswitch(Pf0Address, new Eswitch { Mode = EswitchMode.Legacy });
        Assert.Null(_host.Seams.IpLink.Find("eth2_0"));

        Devlink.SetEswitch(Pf0Address, new Eswitch { Mode = EswitchMode.Switchdev });
        Assert.NotNull(_host.Seams.IpLink.Find("eth2_0"));

        _host.Seams.KernelFiles.Write($"{Pf0}/sriov_numvfs", "0");
        Assert.Null(_host.Seams.IpLink.Find("eth2_0"));
    }

    [Fact]
    public void A_functions_address_is_the_vfs_administrative_mac()
    {
        Devlink.SetPortFunction(s_vf0Port, new PortFunction { HardwareAddress = MacAddress.Parse("02:00:00:00:00:b0") });

        Assert.Equal("02:00:00:00:00:b0", Config(_host, 0, "MAC"));
        Assert.Equal("devlink port function set pci/0000:05:00.0/1 hw_addr 02:00:00:00:00:b0", _host.Writes[^1].Act);
    }

    [Fact]
    public void Capabilities_are_set_while_the_vf_has_no_driver()
    {
        _host.UnbindDriver(Vf0Address);

        Devlink.SetPortFunction(s_vf0Port, new PortFunction { Roce = OnOff.Off, Migratable = OnOff.On, MaxIoEventQueues = 4 });

        var function = Devlink.Ports().Single(p => p.Handle == s_vf0Port).Function!;
        Assert.Equal((OnOff.Off, OnOff.On, 4u), (function.Roce!.Value, function.Migratable!.Value, function.MaxIoEventQueues!.Value));
        Assert.Equal("devlink port function set pci/0000:05:00.0/1 roce disable migratable enable max_io_eqs 4", _host.Writes[^1].Act);
    }

    [Fact]
    public void A_capability_that_is_so_already_is_no_change() =>
        Devlink.SetPortFunction(s_vf0Port, new PortFunction { Roce = OnOff.On, Migratable = OnOff.Off });

    [Fact]
    public void What_was_set_before_a_refusal_stays_set()
    {
        var wish = new PortFunction { HardwareAddress = MacAddress.Parse("02:00:00:00:00:b0"), Migratable = OnOff.On };

        Refuses(Errno.EINVAL, () => Devlink.SetPortFunction(s_vf0Port, wish));

        Assert.Equal("02:00:00:00:00:b0", Config(_host, 0, "MAC"));
    }

    [Theory]
    [MemberData(nameof(FunctionRefusals))]
    public void Port_functions_are_refused_with_the_kernels_words(DevlinkPortHandle port, PortFunction wish, Errno errno, string? text) =>
        Assert.Equal(text, Refuses(errno, () => Devlink.SetPortFunction(port, wish)).KernelText);

    [Fact]
    public void Migratable_is_lost_with_the_vf()
    {
        _host.UnbindDriver(Vf0Address);
        Devlink.SetPortFunction(s_vf0Port, new PortFunction { Migratable = OnOff.On });
        _host.Seams.KernelFiles.Write($"{Pf0}/sriov_numvfs", "0");
        _host.Seams.KernelFiles.Write($"{Pf0}/sriov_numvfs", "1");

        Assert.Equal(OnOff.Off, Devlink.Ports().Single(p => p.Handle == s_vf0Port).Function!.Migratable);
    }
}
