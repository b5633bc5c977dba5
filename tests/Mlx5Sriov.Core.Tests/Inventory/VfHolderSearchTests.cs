using Mlx5Sriov.Changes;
using Mlx5Sriov.Inventory;
using Mlx5Sriov.Kernel;
using Mlx5Sriov.Simulation;

namespace Mlx5Sriov.Core.Tests.Inventory;

/// <summary>Who uses a VF, found through /dev/vfio and the network namespaces.</summary>
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
        Assert.Equal(new VfHolder { Kind = VfHolderKind.VirtualMachine, Name = "web01", ProcessId = pid }, vf.Holder);
        Assert.Equal($"VM web01 (pid {pid})", $"{vf.Holder}");
        Assert.Null(vf.Name);
        Assert.Equal(driver, vf.Driver);
        Assert.False(Read(2).IsHeld);
    }

    [Fact]
    public void Another_process_is_named_by_its_command()
    {
        var pid = _host.GiveToProcess(Address(1), "dpdk-testpmd");
        Assert.Equal(new VfHolder { Kind = VfHolderKind.Process, Name = "dpdk-testpmd", ProcessId = pid }, Read(1).Holder);
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
        var hidden = _host.Seams with { Sysfs = new WithoutProcess(_host.Seams.Sysfs, pid) };
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
        Assert.Equal(new VfHolder { Kind = VfHolderKind.NetworkNamespace, Name = "blue" }, vf.Holder);
        Assert.Null(vf.Name);
        Assert.Equal("mlx5_core", vf.Driver);
    }

    [Fact]
    public void A_container_is_named_by_a_process_in_its_namespace()
    {
        var pid = _host.MoveToContainer("eth2v5", "nginx");
        Assert.Equal(new VfHolder { Kind = VfHolderKind.NetworkNamespace, Name = "nginx", ProcessId = pid }, Read(5).Holder);
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

    private static PciAddress Address(int vf) => PciAddress.Parse(vf < 6 ? $"0000:05:00.{vf + 2}" : $"0000:05:01.{vf - 6}");

    private VirtualFunction Read(int index) => Read(_host.Seams, index);

    private static VirtualFunction Read(SimulatedHost host, int index) => Read(host.Seams, index);

    private static VirtualFunction Read(SriovHost host, int index)
    {
        var snapshot = new HostSnapshot(host);
        return snapshot.OpenVfs(snapshot.Sites[0]).Read(index);
    }

    private sealed class WithoutProcess(ISysfs files, int pid) : ISysfs
    {
        public string? Read(string path) => files.Read(path);

        public void Write(string path, string text) => files.Write(path, text);

        public string? ReadLink(string path) => files.ReadLink(path);

        public IReadOnlyList<string> List(string path) => path == "/proc" ? [.. files.List(path).Where(name => name != $"{pid}")] : files.List(path);

        public bool Exists(string path) => files.Exists(path);
    }
}
