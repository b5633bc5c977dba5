using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;

namespace Mlx5Sriov.Core.Tests.Simulation;

/// <summary>Who uses a VF: virtual machines and other programs through vfio, and network namespaces.</summary>
public sealed class HolderTests : SimulationTest
{
    private readonly SimulatedHost _host = NewHost();

    private IKernelFiles Sysfs => _host.Seams.KernelFiles;

    [Fact]
    public void A_vf_of_a_virtual_machine_shows_in_its_qemu_process()
    {
        var pid = _host.GiveToVirtualMachine(Vf0Address, "web01");
        var group = Sysfs.ReadLink($"{Pf0}/virtfn0/iommu_group")!.Split('/')[^1];

        Assert.Contains($"{pid}", Sysfs.List("/proc"));
        Assert.Equal("qemu-system-x86\n", Sysfs.Read($"/proc/{pid}/comm"));
        Assert.Contains("\0guest=web01,debug-threads=on\0", Sysfs.Read($"/proc/{pid}/cmdline"), StringComparison.Ordinal);
        Assert.Contains("vfio-pci,host=0000:05:00.2,", Sysfs.Read($"/proc/{pid}/cmdline"), StringComparison.Ordinal);
        Assert.Contains($"/dev/vfio/{group}", Sysfs.List($"/proc/{pid}/fd").Select(fd => Sysfs.ReadLink($"/proc/{pid}/fd/{fd}")));
        Assert.Contains(group, Sysfs.List("/dev/vfio"));
        Assert.Equal("../../../../bus/pci/drivers/vfio-pci", Sysfs.ReadLink($"{Pf0}/virtfn0/driver"));
        Assert.Empty(Sysfs.List($"{Pf0}/virtfn0/net"));
        Assert.Empty(_host.Writes);
    }

    [Fact]
    public void A_second_vf_goes_to_the_same_process_of_the_guest()
    {
        var first = _host.GiveToVirtualMachine(Vf0Address, "web01");
        var second = _host.GiveToVirtualMachine(PciAddress.Parse("05:00.3"), "web01", "mlx5_vfio_pci");
        var other = _host.GiveToVirtualMachine(PciAddress.Parse("05:00.4"), "web02");

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
        Assert.Equal("../../../../bus/pci/drivers/mlx5_vfio_pci", Sysfs.ReadLink($"{Pf0}/virtfn1/driver"));
    }

    [Fact]
    public void A_program_can_hold_a_vf_too()
    {
        var pid = _host.GiveToProcess(Vf0Address, "dpdk-testpmd");

        Assert.Equal("dpdk-testpmd\n", Sysfs.Read($"/proc/{pid}/comm"));
        Assert.Throws<InvalidOperationException>(() => _host.GiveToVirtualMachine(Vf0Address, "web01"));
    }

    [Theory]
    [InlineData("/sys/bus/pci/devices/0000:05:00.0/sriov_numvfs", "0")]
    [InlineData("/sys/bus/pci/devices/0000:05:00.0/mlx5_num_vfs", "0")]
    [InlineData("/sys/bus/pci/drivers/vfio-pci/unbind", "0000:05:00.2")]
    [InlineData("/sys/bus/pci/drivers/mlx5_core/unbind", "0000:05:00.0")]
    public void A_write_that_would_take_a_held_vf_waits_and_gives_up(string path, string text)
    {
        _host.GiveToVirtualMachine(Vf0Address, "web01");
        var start = _host.Clock.Now;

        var refusal = Refuses(Errno.ETIMEDOUT, () => Sysfs.Write(path, text));

        Assert.Equal("vfio-pci 0000:05:00.2: Device is currently in use, task \"pwsh\" (4242) blocked until device is released", refusal.KernelText);
        Assert.InRange(_host.Clock.Now - start, TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(121));
        Assert.Equal("8\n", Sysfs.Read($"{Pf0}/sriov_numvfs"));
        Assert.Equal("../../../../bus/pci/drivers/vfio-pci", Sysfs.ReadLink($"{Pf0}/virtfn0/driver"));
        Assert.Equal(Errno.ETIMEDOUT, Assert.Single(_host.Writes).Refusal);
    }

    [Fact]
    public void It_goes_on_as_soon_as_the_holder_lets_go()
    {
        _host.GiveToVirtualMachine(Vf0Address, "web01");
        _host.LetGo(Vf0Address, TimeSpan.FromSeconds(6));
        var start = _host.Clock.Now;

        Sysfs.Write($"{Pf0}/sriov_numvfs", "0");

        Assert.InRange(_host.Clock.Now - start, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(7));
        Assert.Equal("0\n", Sysfs.Read($"{Pf0}/sriov_numvfs"));
    }

    [Fact]
    public void A_vf_that_is_bound_to_vfio_but_not_open_holds_nothing_up()
    {
        var pid = _host.GiveToVirtualMachine(Vf0Address, "web01");
        _host.LetGo(Vf0Address);
        Assert.DoesNotContain(Sysfs.List($"/proc/{pid}/fd"), fd => Sysfs.ReadLink($"/proc/{pid}/fd/{fd}")!.StartsWith("/dev/vfio/1", StringComparison.Ordinal));

        Sysfs.Write($"{Pf0}/sriov_numvfs", "0");

        Assert.Equal(["devices", "vfio"], Sysfs.List("/dev/vfio"));
    }

    [Fact]
    public void A_process_that_ends_frees_its_vfs()
    {
        var pid = _host.GiveToProcess(Vf0Address, "dpdk-testpmd");

        _host.EndProcess(pid);

        Assert.Empty(Sysfs.List($"/proc/{pid}"));
        Sysfs.Write($"{Pf0}/sriov_numvfs", "0");
    }

    [Fact]
    public void A_device_in_a_named_namespace_shows_only_there()
    {
        _host.MoveToNamespace("eth2v0", "blue");

        Assert.Equal(["blue"], Sysfs.List("/run/netns"));
        Assert.DoesNotContain("eth2v0", Sysfs.List("/sys/class/net"));
        Assert.Contains("net", Sysfs.List($"{Pf0}/virtfn0"));
        Assert.Empty(Sysfs.List($"{Pf0}/virtfn0/net"));
        Assert.Null(_host.Seams.IpLink.Find("eth2v0"));
        var moved = Assert.Single(_host.Seams.IpLink.List("/run/netns/blue")!);
        Assert.Equal("eth2v0", moved.Name);
        Assert.Equal("0000:05:00.2", moved.ParentDevice);
        Assert.Null(_host.Seams.Devlink.Ports().Single(p => p.Handle.Device == Vf0Address).NetDevice);

        _host.MoveBack(Vf0Address);
        Assert.Contains("eth2v0", Sysfs.List("/sys/class/net"));
        Assert.Empty(_host.Seams.IpLink.List("/run/netns/blue")!);
    }

    [Fact]
    public void A_device_in_a_container_is_found_through_its_process()
    {
        var pid = _host.MoveToContainer("eth2v1", "nginx");

        Assert.NotEqual(Sysfs.ReadLink("/proc/self/ns/net"), Sysfs.ReadLink($"/proc/{pid}/ns/net"));
        Assert.Equal(["eth2v1"], _host.Seams.IpLink.List($"/proc/{pid}/ns/net")!.Select(l => l.Name));

        _host.EndProcess(pid);
        Assert.Null(_host.Seams.IpLink.List($"/proc/{pid}/ns/net"));
        Assert.Contains("eth2v1", Sysfs.List("/sys/class/net"));
    }

    [Fact]
    public void A_namespace_that_is_not_there_lists_null() => Assert.Null(_host.Seams.IpLink.List("/run/netns/nosuch"));

    [Fact]
    public void The_callers_own_namespace_has_a_file_too() =>
        Assert.Equal(_host.Seams.IpLink.List()!.Count, _host.Seams.IpLink.List("/proc/1/ns/net")!.Count);

    [Fact]
    public void A_scene_with_what_is_not_there_is_refused()
    {
        Assert.Throws<ArgumentException>(() => _host.GiveToVirtualMachine(PciAddress.Parse("99:00.0"), "web01"));
        Assert.Throws<ArgumentException>(() => _host.GiveToVirtualMachine(Pf0Address, "web01"));
        Assert.Throws<ArgumentException>(() => _host.GiveToVirtualMachine(Vf0Address, "web01", "nosuch"));
        Assert.Throws<ArgumentException>(() => _host.MoveToNamespace("eth9", "blue"));
        Assert.Throws<ArgumentException>(() => _host.EndProcess(1_000_000));
        Assert.Throws<InvalidOperationException>(() => _host.BindDriver(Pf0Address, "mlx5_core"));
    }
}
