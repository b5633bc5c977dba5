using Mlx5Sriov.Inventory;
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

    private VirtualFunction Read(int index)
    {
        var snapshot = new HostSnapshot(_host.Seams);
        return snapshot.OpenVfs(snapshot.Sites[0]).Read(index);
    }
}
