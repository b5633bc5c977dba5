namespace Mlx5Sriov.Tests.Model;

public class VfHolderTests
{
    [Theory]
    [InlineData(VfHolderKind.VirtualMachine, "web01", 4711, "VM web01 (pid 4711)")]
    [InlineData(VfHolderKind.Process, "dpdk-testpmd", 99, "process dpdk-testpmd (pid 99)")]
    [InlineData(VfHolderKind.NetworkNamespace, "blue", null, "netns blue")]
    [InlineData(VfHolderKind.NetworkNamespace, "4026532281", 812, "netns 4026532281 (pid 812)")]
    [InlineData(VfHolderKind.VirtualMachine, "web01", null, "VM web01")]
    [InlineData(VfHolderKind.Host, "vdpa0", null, "host vdpa0")]
    public void A_holder_prints_its_kind_its_name_and_its_process(VfHolderKind kind, string name, int? pid, string printed) =>
        Assert.Equal(printed, new VfHolder { Kind = kind, Access = VfAccess.Vfio, Name = name, ProcessId = pid }.ToString());
}
