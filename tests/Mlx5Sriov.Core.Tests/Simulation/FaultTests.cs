using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Kernel.Programs;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Faults;

namespace Mlx5Sriov.Core.Tests.Simulation;

public sealed class FaultTests : SimulationTest
{
    private readonly SimulatedHost _host = NewHost();

    private IKernelFiles Sysfs => _host.Seams.KernelFiles;

    [Fact]
    public void Only_the_nth_matching_write_fails_and_changes_nothing()
    {
        var fault = _host.AddFault("*/trust", Errno.EIO, nth: 2);

        Sysfs.Write(Vf(0, "trust"), "ON");
        Refuses(Errno.EIO, () => Sysfs.Write(Vf(1, "trust"), "ON"));
        Sysfs.Write(Vf(2, "trust"), "ON");
        Sysfs.Write(Vf(2, "spoofcheck"), "ON");

        Assert.Equal(["ON", "OFF", "ON"], Enumerable.Range(0, 3).Select(vf => Config(_host, vf, "Trust")));
        Assert.Equal(3, fault.Hits);
        Assert.Equal([null, Errno.EIO, null, null], _host.Writes.Select(w => w.Refusal));
    }

    [Fact]
    public void A_fault_for_every_write_strikes_until_it_is_removed()
    {
        var fault = _host.AddFault("*/mac", Errno.ENOMEM, kernelText: "no room");

        Assert.Equal("no room", Refuses(Errno.ENOMEM, () => Sysfs.Write(Vf(0, "mac"), "Random")).KernelText);
        Refuses(Errno.ENOMEM, () => Sysfs.Write(Vf(0, "mac"), "Random"));
        Assert.True(_host.RemoveFault(fault.Id));
        Sysfs.Write(Vf(0, "mac"), "Random");

        Assert.False(_host.RemoveFault(fault.Id));
        Assert.Empty(_host.Faults);
    }

    [Fact]
    public void A_fault_comes_before_the_drivers_own_rules()
    {
        _host.AddFault("*", Errno.EIO);

        Refuses(Errno.EIO, () => Sysfs.Write(Vf(0, "mac"), "rubbish"));
        Refuses(Errno.EIO, () => Sysfs.Write("/sys/nosuch", "1"));
    }

    [Theory]
    [InlineData("ip link set dev eth2 vf 3 trust on")]
    [InlineData("ip link set * vf 3 trust ??")]
    [InlineData("eth2 vf 3")]
    public void A_netlink_request_is_struck_by_its_command_or_its_target(string pattern)
    {
        _host.AddFault(pattern, Errno.EBUSY);
        var link = Link(_host);

        Refuses(Errno.EBUSY, () => _host.Seams.IpLink.SetVf(link, 3, new VfSetting.Trust(OnOff.On)));
        _host.Seams.IpLink.SetVf(link, 4, new VfSetting.Trust(OnOff.On));
    }

    [Fact]
    public void A_devlink_request_is_struck_too()
    {
        _host.AddFault("devlink dev eswitch set *", Errno.EBUSY, kernelText: "mlx5_core: Can't change mode, E-Switch is busy");

        var refusal = Refuses(Errno.EBUSY, () => _host.Seams.Devlink.SetEswitch(Pf0Address, new Eswitch { Mode = EswitchMode.Switchdev }));

        Assert.Equal("mlx5_core: Can't change mode, E-Switch is busy", refusal.KernelText);
        Assert.Equal(EswitchMode.Legacy, _host.Seams.Devlink.Eswitch(Pf0Address)!.Mode);
    }

    [Fact]
    public void A_program_that_is_struck_says_so_and_fails()
    {
        _host.AddFault("modprobe *", Errno.ENOMEM);

        var result = _host.Seams.Tools.Run("modprobe", ["vfio-pci"], CancellationToken.None);

        Assert.Equal(new ToolResult(1, "", "modprobe: ENOMEM\n"), result);
        Assert.Empty(Sysfs.List("/sys/bus/pci/drivers/vfio-pci"));
    }

    [Fact]
    public void Reads_are_struck_only_when_asked_for()
    {
        _host.AddFault("*/config", Errno.EBUSY, nth: 1, SimulatedOperation.Read);

        Assert.Equal($"cat {Vf(0, "config")}", Refuses(Errno.EBUSY, () => Sysfs.Read(Vf(0, "config"))).Act);
        Assert.NotNull(Sysfs.Read(Vf(0, "config")));
    }

    [Theory]
    [InlineData("ip -d link show dev eth2")]
    [InlineData("devlink port show")]
    [InlineData("ls /sys/class/net")]
    [InlineData("readlink *")]
    public void Every_kind_of_look_can_be_refused(string pattern)
    {
        _host.AddFault(pattern, Errno.ENOBUFS, operation: SimulatedOperation.Read);

        Refuses(Errno.ENOBUFS, () =>
        {
            _host.Seams.IpLink.Find("eth2");
            _host.Seams.Devlink.Ports();
            Sysfs.List("/sys/class/net");
            Sysfs.ReadLink($"{Pf0}/driver");
        });
    }

    [Fact]
    public void A_read_can_give_another_text()
    {
        _host.AddTextFault("*/sriov/0/config", "garbage\n", nth: 2);

        Assert.StartsWith("VF ", Sysfs.Read(Vf(0, "config")), StringComparison.Ordinal);
        Assert.Equal("garbage\n", Sysfs.Read(Vf(0, "config")));
        Assert.StartsWith("VF ", Sysfs.Read(Vf(0, "config")), StringComparison.Ordinal);
    }

    [Fact]
    public void An_attributes_text_can_be_replaced_whatever_path_leads_to_it()
    {
        _host.ReplaceText($"{Eth2}/sriov_numvfs", "eight\n");
        Assert.Equal("eight\n", Sysfs.Read($"{Pf0}/sriov_numvfs"));
        Assert.Equal("0\n", Sysfs.Read($"{Pf1}/sriov_numvfs"));

        _host.ReplaceText($"{Pf0}/sriov_numvfs", null);
        Assert.Equal("8\n", Sysfs.Read($"{Eth2}/sriov_numvfs"));
        Assert.Throws<ArgumentException>(() => _host.ReplaceText("/sys/nosuch", "x"));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("*", -1)]
    public void A_fault_has_a_pattern_and_a_count(string pattern, int nth) =>
        Assert.ThrowsAny<ArgumentException>(() => _host.AddFault(pattern, Errno.EIO, nth));
}
