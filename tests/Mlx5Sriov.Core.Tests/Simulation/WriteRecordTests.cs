using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Faults;

namespace Mlx5Sriov.Core.Tests.Simulation;

public sealed class WriteRecordTests : SimulationTest
{
    private readonly SimulatedHost _host = NewHost();

    [Fact]
    public void Every_attempt_of_every_seam_is_recorded_as_the_command_that_equals_it()
    {
        var seams = _host.Seams;
        seams.KernelFiles.Write($"{Pf1}/sriov_numvfs", "2\n");
        seams.IpLink.SetVf(Link(_host), 3, new VfSetting.Trust(OnOff.On));
        seams.Devlink.SetEswitch(Pf0Address, new Eswitch { Mode = EswitchMode.Switchdev });
        Refuses(Errno.EINVAL, () => seams.KernelFiles.Write(Vf(0, "mac"), "x"));
        seams.Tools.Run("modprobe", ["vfio-pci"], CancellationToken.None);

        Assert.Equal(
            [
                new SimulatedWrite(1, $"echo 2 > {Pf1}/sriov_numvfs", $"{Pf1}/sriov_numvfs", "2", null),
                new SimulatedWrite(2, "ip link set dev eth2 vf 3 trust on", "eth2 vf 3", "trust on", null),
                new SimulatedWrite(3, "devlink dev eswitch set pci/0000:05:00.0 mode switchdev", "pci/0000:05:00.0", "mode switchdev", null),
                new SimulatedWrite(4, $"echo x > {Vf(0, "mac")}", Vf(0, "mac"), "x", Errno.EINVAL),
                new SimulatedWrite(5, "modprobe vfio-pci", "modprobe", "vfio-pci", null),
            ],
            _host.Writes);
    }

    [Fact]
    public void Reading_records_nothing()
    {
        _host.Seams.KernelFiles.Read(Vf(0, "config"));
        _host.Seams.IpLink.FindWithStatistics("eth2");
        _host.Seams.Devlink.Rates();

        Assert.Empty(_host.Writes);
    }

    [Fact]
    public void Cleared_writes_are_forgotten_and_the_numbers_go_on()
    {
        _host.Seams.KernelFiles.Write(Vf(0, "trust"), "ON");
        _host.ClearWrites();
        _host.Seams.KernelFiles.Write(Vf(0, "trust"), "OFF");

        Assert.Equal(2, Assert.Single(_host.Writes).Sequence);
    }

    [Fact]
    public void The_refusal_names_the_same_act_as_the_record()
    {
        var refusal = Refuses(Errno.ERANGE, () => _host.Seams.KernelFiles.Write($"{Pf0}/sriov_numvfs", "999"));

        Assert.Equal(refusal.Act, _host.Writes[0].Act);
    }
}
