using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Linux.Devlink;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Kernel.Live;

/// <summary>devlink on the running kernel, which may have none, and hardly has the device that is asked for.</summary>
public class DevlinkTests
{
    private static readonly PciAddress s_missing = PciAddress.Parse("7fff:ff:1f.7");

    [Fact]
    public void Lists_are_read_whether_or_not_the_kernel_has_devlink()
    {
        using var devlink = new DevlinkSocket();
        Assert.All(devlink.Ports(), p => Assert.NotEqual(default, p.Handle.Device));
        Assert.DoesNotContain(devlink.Rates(), r => r.Device == s_missing);
    }

    [Fact]
    public void A_device_without_devlink_has_no_information()
    {
        using var devlink = new DevlinkSocket();
        Assert.Null(devlink.Info(s_missing));
    }

    [Fact]
    public void Changes_of_a_device_without_devlink_are_refused_with_the_act()
    {
        using var devlink = new DevlinkSocket();
        var port = new DevlinkPortHandle(s_missing, 1);
        var function = new PortFunction
        {
            HardwareAddress = MacAddress.Parse("02:00:00:00:00:01"),
            Roce = OnOff.Off,
            Migratable = OnOff.On,
            MaxIoEventQueues = 8,
        };
        var limits = new RateLimits { TxShare = Bandwidth.FromMegabits(500), TxMax = Bandwidth.Parse("10Gbit"), Parent = "" };
        AssertRefused("devlink dev eswitch set pci/7fff:ff:1f.7 mode switchdev inline-mode none encap-mode basic", () => devlink.SetEswitch(
            s_missing, new Eswitch { Mode = EswitchMode.Switchdev, InlineMode = EswitchInlineMode.None, EncapMode = EswitchEncapMode.Basic }));
        AssertRefused("devlink port function set pci/7fff:ff:1f.7/1 hw_addr 02:00:00:00:00:01 roce disable migratable enable max_io_eqs 8",
            () => devlink.SetPortFunction(port, function));
        AssertRefused("devlink port function rate set pci/7fff:ff:1f.7/1 tx_share 500Mbit tx_max 10Gbit noparent", () => devlink.SetRate(port, limits));
        AssertRefused("devlink port function rate set pci/7fff:ff:1f.7/g1 parent g2", () => devlink.SetRate(s_missing, "g1", new RateLimits { Parent = "g2" }));
        AssertRefused("devlink port function rate add pci/7fff:ff:1f.7/g1", () => devlink.AddRateNode(s_missing, "g1", new RateLimits()));
        AssertRefused("devlink port function rate del pci/7fff:ff:1f.7/g1", () => devlink.DeleteRateNode(s_missing, "g1"));
    }

    [Fact]
    public void A_wish_for_nothing_asks_nothing()
    {
        using var devlink = new DevlinkSocket();
        devlink.SetEswitch(s_missing, new Eswitch());
        devlink.SetPortFunction(new DevlinkPortHandle(s_missing, 1), new PortFunction());
        devlink.SetRate(s_missing, "g1", new RateLimits());
        devlink.SetRate(new DevlinkPortHandle(s_missing, 1), new RateLimits());
    }

    private static void AssertRefused(string act, Action change)
    {
        var refusal = Assert.Throws<KernelException>(change);
        Assert.Equal(act, refusal.Act);
        Assert.Contains(refusal.Errno, new[] { Errno.ENODEV, Errno.EPERM });
    }
}
