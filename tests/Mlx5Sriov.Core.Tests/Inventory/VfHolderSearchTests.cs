using Mlx5Sriov.Inventory;
using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Planning.Ports;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Inventory;

/// <summary>Who uses a VF, in each way that it can be used: through its device nodes, by a network namespace, by the host itself.</summary>
public sealed class VfHolderSearchTests
{
    private readonly SimulatedHost _host = new(new SimulationOptions());

    [Fact]
    public void A_free_VF_has_no_holder()
    {
        var vf = Read(0);
        Assert.False(vf.IsHeld);
        Assert.Null(vf.Holder);
    }

    [Theory]
    [InlineData("vfio-pci")]
    [InlineData("mlx5_vfio_pci")]
    public void A_virtual_machine_is_named_by_its_guest(string driver)
    {
        var pid = _host.GiveToVirtualMachine(Address(3), "web01", driver);
        var vf = Read(3);
        Assert.True(vf.IsHeld);
        Assert.Equal(new VfHolder { Kind = VfHolderKind.VirtualMachine, Access = VfAccess.Vfio, Name = "web01", ProcessId = pid }, vf.Holder);
        Assert.Equal($"VM web01 (pid {pid})", $"{vf.Holder}");
        Assert.Null(vf.Name);
        Assert.Equal(driver, vf.Driver);
        Assert.False(Read(2).IsHeld);
    }

    [Fact]
    public void Another_process_is_named_by_its_command()
    {
        var pid = _host.GiveToProcess(Address(1), "dpdk-testpmd");
        Assert.Equal(new VfHolder { Kind = VfHolderKind.Process, Access = VfAccess.Vfio, Name = "dpdk-testpmd", ProcessId = pid }, Read(1).Holder);
    }

    /// <summary>Each way of holding a VF: the scene, the holder it shows, and whether the kernel waits for that one.</summary>
    public static TheoryData<string, VfHolderKind, VfAccess, string, bool> Ways => new()
    {
        { "vfio", VfHolderKind.VirtualMachine, VfAccess.Vfio, "web01", true },
        { "iommufd", VfHolderKind.VirtualMachine, VfAccess.Vfio, "web01", true },
        { "vhost-vdpa", VfHolderKind.VirtualMachine, VfAccess.VhostVdpa, "web01", true },
        { "dpdk", VfHolderKind.Process, VfAccess.Vfio, "dpdk-testpmd", true },
        { "verbs", VfHolderKind.Process, VfAccess.Verbs, "ib_send_bw", false },
        { "virtio", VfHolderKind.Host, VfAccess.VirtioVdpa, "vdpa0", false },
        { "namespace", VfHolderKind.NetworkNamespace, VfAccess.NetDevice, "blue", false },
        { "container", VfHolderKind.NetworkNamespace, VfAccess.NetDevice, "nginx", false },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void Each_way_of_holding_a_VF_is_seen(string way, VfHolderKind kind, VfAccess access, string name, bool isWaitedFor)
    {
        Hold(3, way);
        var vf = Read(3);
        Assert.True(vf.IsHeld);
        Assert.Equal((kind, access, name, isWaitedFor), (vf.Holder!.Kind, vf.Holder.Access, vf.Holder.Name, vf.Holder.IsWaitedFor));
        Assert.All([0, 1, 2, 4], index => Assert.False(Read(index).IsHeld));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Whom_the_VFs_would_be_taken_from_is_named_and_only_force_goes_on(
        string way, VfHolderKind kind, VfAccess access, string name, bool isWaitedFor)
    {
        Hold(3, way);
        Assert.Equal(kind, Read(3).Holder!.Kind);
        var wish = new PfSettingsWish("Set-MlxPf", Read(3).PfPciAddress, new PfWish { NumVfs = 2 });
        var refusal = Assert.Throws<VfInUseException>(() => wish.Plan(new HostSnapshot(_host.Seams)));
        Assert.Contains($"eth2 vf 3: {Read(3).Holder}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);

        var forced = new PfSettingsWish("Set-MlxPf", Read(3).PfPciAddress, new PfWish { NumVfs = 2, Force = true });
        Assert.Equal(isWaitedFor, forced.Plan(new HostSnapshot(_host.Seams)).Warnings.Any(w => w.Contains("nothing can interrupt", StringComparison.Ordinal)));
        Assert.Equal(isWaitedFor, access is VfAccess.Vfio or VfAccess.VhostVdpa);
    }

    /// <summary>The simulated kernel waits as the plan says, and takes the VF from the others.</summary>
    [Theory]
    [MemberData(nameof(Ways))]
    public void The_kernel_waits_for_those_it_is_said_to_wait_for(string way, VfHolderKind kind, VfAccess access, string name, bool isWaitedFor)
    {
        Hold(3, way);
        var vf = Read(3);
        Assert.Equal((kind, access, name), (vf.Holder!.Kind, vf.Holder.Access, vf.Holder.Name));
        foreach (var (path, text) in new[]
        {
            ($"/sys/bus/pci/drivers/{vf.Driver}/unbind", $"{vf.PciAddress}"), ($"/sys/bus/pci/devices/{vf.PfPciAddress}/sriov_numvfs", "0"),
        })
        {
            var refusal = Record.Exception(() => _host.Seams.KernelFiles.Write(path, text));
            if (isWaitedFor) Assert.Equal(Errno.ETIMEDOUT, Assert.IsType<KernelException>(refusal).Errno);
            else Assert.Null(refusal);
        }
    }

    [Theory]
    [InlineData("vfio")]
    [InlineData("iommufd")]
    [InlineData("vhost-vdpa")]
    [InlineData("dpdk")]
    [InlineData("verbs")]
    [InlineData("container")]
    public void Who_may_not_look_is_never_told_that_a_VF_is_free(string way)
    {
        Hold(3, way);
        _host.IsRoot = false;
        Assert.Null(Read(3).IsHeld);
        Assert.Null(Read(3).Holder);
    }

    [Fact]
    public void A_VF_that_was_let_go_or_whose_user_ended_is_free()
    {
        foreach (var way in new[] { "vfio", "iommufd", "vhost-vdpa" })
        {
            var host = new SimulatedHost(new SimulationOptions());
            Hold(host, 3, way);
            host.LetGo(Address(3));
            Assert.False(Read(host, 3).IsHeld);
        }

        Hold(3, "verbs");
        _host.EndProcess(Read(3).Holder!.ProcessId!.Value);
        Assert.False(Read(3).IsHeld);
    }

    // The node of a device that is gone is deleted: who has it open holds no device that gets its number later.
    [Fact]
    public void A_process_holds_no_later_device_of_the_same_number()
    {
        Hold(3, "verbs");
        _host.UnbindDriver(Address(3));
        _host.UnbindDriver(Address(2));
        _host.BindDriver(Address(2), "mlx5_core");
        _host.BindDriver(Address(3), "mlx5_core");
        Assert.All([2, 3], index => Assert.False(Read(index).IsHeld));
    }

    [Fact]
    public void A_guest_is_named_before_the_container_and_that_before_a_program()
    {
        _host.GiveToVirtualMachineByVdpa(Address(3), "web01");
        _host.UseByVerbs(Address(3), "ib_send_bw");
        _host.MoveToNamespace("eth2v3", "blue");
        Assert.Equal(VfAccess.VhostVdpa, Read(3).Holder!.Access);
        _host.LetGo(Address(3));
        Assert.Equal(VfAccess.NetDevice, Read(3).Holder!.Access);
        _host.MoveBack(Address(3));
        Assert.Equal(VfAccess.Verbs, Read(3).Holder!.Access);
    }

    /// <summary>A process that was handed a vfio device, or that closed the group after it, shows no group: any VF may be the one.</summary>
    [Fact]
    public void A_vfio_device_without_its_group_leaves_unknown_whose_it_is()
    {
        var pid = _host.GiveToProcess(Address(3), "handed");
        _host.GiveToVirtualMachine(Address(4), "web01");
        _host.LetGo(Address(4));
        var group = $"/dev/vfio/{Read(3).IommuGroup}";
        var hidden = _host.Seams with { KernelFiles = new WithoutLink(_host.Seams.KernelFiles, $"/proc/{pid}/fd/", group) };
        Assert.Null(Read(hidden, 3).IsHeld);
        Assert.Null(Read(hidden, 4).IsHeld);
        Assert.False(Read(hidden, 2).IsHeld);
        var wish = new PfSettingsWish("Set-MlxPf", Read(3).PfPciAddress, new PfWish { NumVfs = 0 });
        Assert.Contains("without its group", Assert.Throws<VfInUseException>(() => wish.Plan(new HostSnapshot(hidden))).Message, StringComparison.Ordinal);
    }

    /// <summary>RDMA devices that are nobody's VF (of a software driver, of a subfunction) and a vdpa device that the vduse module made.</summary>
    [Theory]
    [InlineData("/sys/class/infiniband_verbs", "uverbs90", "../../devices/virtual/infiniband_verbs/uverbs90")]
    [InlineData("/sys/class/infiniband_verbs", "uverbs91", "../../devices/pci0000:00/0000:05:00.0/mlx5_core.sf.2/infiniband_verbs/uverbs91")]
    [InlineData("/sys/class/infiniband_verbs", "abi_version", null)]
    [InlineData("/sys/bus/vdpa/devices", "vduse0", "../../../devices/virtual/vduse/vduse0/vduse0")]
    [InlineData("/sys/bus/vdpa/devices", "odd", "odd")]
    public void A_strangers_device_is_no_VFs(string directory, string name, string? link)
    {
        var strange = _host.Seams with { KernelFiles = new WithStranger(_host.Seams.KernelFiles, directory, name, link) };
        Hold(3, "verbs");
        Assert.Equal(Read(3), Read(strange, 3));
        Assert.Equal(Read(2), Read(strange, 2));
    }

    [Fact]
    public void A_process_that_calls_itself_qemu_is_no_virtual_machine()
    {
        foreach (var name in new[] { "qemu-system-x86_64", "/usr/bin/qemu-kvm", "kvm" })
        {
            var host = new SimulatedHost(new SimulationOptions());
            host.GiveToProcess(Address(1), name);
            Assert.Equal(VfHolderKind.Process, Read(host, 1).Holder!.Kind);
        }
    }

    [Theory]
    [InlineData("web01")]
    [InlineData("web,01")]
    [InlineData("a,,b,")]
    [InlineData("x=y")]
    public void A_guests_name_is_as_its_administrator_gave_it(string guest)
    {
        _host.GiveToVirtualMachine(Address(3), guest);
        Assert.Equal(guest, Read(3).Holder!.Name);
    }

    [Theory]
    [InlineData("vm\u001b[2K", "vm\uFFFD[2K")]
    [InlineData("a\nb", "a\uFFFDb")]
    [InlineData("r\u202El", "r\uFFFDl")]
    public void A_holders_name_commands_no_terminal(string name, string shown)
    {
        _host.GiveToVirtualMachine(Address(1), name);
        _host.GiveToProcess(Address(2), name);
        _host.MoveToContainer("eth2v3", name);
        Assert.All([1, 2, 3], index => Assert.Equal(shown, Read(index).Holder!.Name));
    }

    /// <summary>A namespace that only a bind mount keeps, in a mount namespace of a container's own, shows neither in /run/netns nor in any process.</summary>
    [Fact]
    public void A_VF_whose_net_device_is_found_nowhere_is_not_known_to_be_free()
    {
        var pid = _host.MoveToContainer("eth2v5", "pause");
        var hidden = _host.Seams with { KernelFiles = new WithoutProcess(_host.Seams.KernelFiles, pid) };
        var vf = Read(hidden, 5);
        Assert.Null(vf.IsHeld);
        Assert.Null(vf.Holder);

        var refusal = Assert.Throws<VfInUseException>(() =>
            new PfSettingsWish("Set-MlxPf", vf.PfPciAddress, new PfWish { NumVfs = 2 }).Plan(new HostSnapshot(hidden)));
        Assert.Contains("the namespace that has its net device shows nowhere", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_VF_that_is_bound_to_vfio_but_not_open_is_free()
    {
        _host.GiveToVirtualMachine(Address(3), "web01");
        _host.LetGo(Address(3));
        var vf = Read(3);
        Assert.Equal("vfio-pci", vf.Driver);
        Assert.False(vf.IsHeld);
        Assert.Null(vf.Holder);
    }

    [Fact]
    public void A_network_namespace_is_named_as_ip_netns_names_it()
    {
        _host.MoveToNamespace("eth2v2", "blue");
        var vf = Read(2);
        Assert.True(vf.IsHeld);
        Assert.Equal(new VfHolder { Kind = VfHolderKind.NetworkNamespace, Access = VfAccess.NetDevice, Name = "blue" }, vf.Holder);
        Assert.Null(vf.Name);
        Assert.Equal("mlx5_core", vf.Driver);
    }

    [Fact]
    public void A_container_is_named_by_a_process_in_its_namespace()
    {
        var pid = _host.MoveToContainer("eth2v5", "nginx");
        Assert.Equal(new VfHolder { Kind = VfHolderKind.NetworkNamespace, Access = VfAccess.NetDevice, Name = "nginx", ProcessId = pid }, Read(5).Holder);
    }

    [Fact]
    public void Who_may_not_look_is_told_unknown_rather_than_free()
    {
        _host.GiveToVirtualMachine(Address(3), "web01");
        _host.MoveToNamespace("eth2v2", "blue");
        _host.IsRoot = false;
        Assert.Null(Read(3).IsHeld);
        Assert.Null(Read(3).Holder);
        Assert.Null(Read(2).IsHeld);

        // Its RDMA device may be open in a process of another user.
        Assert.Null(Read(0).IsHeld);
        _host.UnbindDriver(Address(0));
        Assert.False(Read(0).IsHeld);
    }

    [Fact]
    public void A_VF_without_a_driver_is_free()
    {
        _host.UnbindDriver(Address(4));
        var vf = Read(4);
        Assert.Null(vf.Driver);
        Assert.False(vf.IsHeld);
    }

    private void Hold(int vf, string way) => Hold(_host, vf, way);

    private static void Hold(SimulatedHost host, int vf, string way)
    {
        switch (way)
        {
            case "vfio":
                host.GiveToVirtualMachine(Address(vf), "web01");
                break;
            case "iommufd":
                host.GiveToVirtualMachineByIommufd(Address(vf), "web01");
                break;
            case "vhost-vdpa":
                host.GiveToVirtualMachineByVdpa(Address(vf), "web01");
                break;
            case "dpdk":
                host.GiveToProcess(Address(vf), "dpdk-testpmd");
                break;
            case "verbs":
                host.UseByVerbs(Address(vf), "ib_send_bw");
                break;
            case "virtio":
                host.UseByVirtio(Address(vf));
                break;
            case "namespace":
                host.MoveToNamespace($"eth2v{vf}", "blue");
                break;
            default:
                host.MoveToContainer($"eth2v{vf}", "nginx");
                break;
        }
    }

    private static PciAddress Address(int vf) => PciAddress.Parse(vf < 6 ? $"0000:05:00.{vf + 2}" : $"0000:05:01.{vf - 6}");

    private VirtualFunction Read(int index) => Read(_host.Seams, index);

    private static VirtualFunction Read(SimulatedHost host, int index) => Read(host.Seams, index);

    private static VirtualFunction Read(SriovHost host, int index)
    {
        var snapshot = new HostSnapshot(host);
        return snapshot.OpenVfs(snapshot.Sites[0]).Read(index);
    }

    private sealed class WithoutProcess(IKernelFiles files, int pid) : PassingSysfs(files)
    {
        public override IReadOnlyList<string> List(string path) =>
            path == "/proc" ? [.. base.List(path).Where(name => name != $"{pid}")] : base.List(path);
    }

    private sealed class WithoutLink(IKernelFiles files, string directory, string target) : PassingSysfs(files)
    {
        public override string? ReadLink(string path) =>
            base.ReadLink(path) is { } link && !(path.StartsWith(directory, StringComparison.Ordinal) && link == target) ? link : null;
    }

    private sealed class WithStranger(IKernelFiles files, string directory, string name, string? link) : PassingSysfs(files)
    {
        public override IReadOnlyList<string> List(string path) => path == directory ? [name, .. base.List(path)] : base.List(path);

        public override string? ReadLink(string path) => path == $"{directory}/{name}" ? link : base.ReadLink(path);
    }
}
