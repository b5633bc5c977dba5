using System.Text.RegularExpressions;

using Mlx5Sriov.Core.Tests.Changes;
using Mlx5Sriov.Inventory;
using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Inventory;

/// <summary>What else a host has: other vendors' devices in the lists of all devices, uplinks that were moved away, and a guest that has VFs only.</summary>
public sealed class StrangerTests
{
    private static readonly PciAddress s_other = PciAddress.Parse("0000:81:00.0");

    private readonly SimulatedHost _host = new(new SimulationOptions { NumVfs = [3, 2] });

    /// <summary>Lists to which strangers add what no mlx5 device has.</summary>
    public static TheoryData<string> Strangers => ["several PFs on one instance", "off the PCI bus", "ports of another function on our instance"];

    [Theory]
    [MemberData(nameof(Strangers))]
    public void A_strangers_ports_change_nothing(string stranger)
    {
        foreach (var pf in new[] { "0000:05:00.0", "0000:05:00.1" })
            _host.Seams.Devlink.SetEswitch(PciAddress.Parse(pf), new Eswitch { Mode = EswitchMode.Switchdev });

        var (without, with) = (Read(_host.Seams), Read(_host.Seams with { Devlink = WithStrangers.Over(_host.Seams.Devlink, stranger) }));

        Assert.NotEmpty(without);
        Assert.Equal(without, with);
    }

    /// <summary>A DPU's own VFs: the numbers of older kernels go on after those that the host may have, those of newer ones begin at 0.</summary>
    [Theory]
    [InlineData(32)]
    [InlineData(0)]
    public void A_DPUs_own_VFs_are_found_whatever_number_they_begin_with(int first)
    {
        _host.Seams.Devlink.SetEswitch(ChangeCase.Pf, new Eswitch { Mode = EswitchMode.Switchdev });
        var files = new DpuSysfs(_host.Seams.KernelFiles, first);
        var dpu = _host.Seams with { Devlink = WithStrangers.Over(_host.Seams.Devlink, $"DPU {first}"), KernelFiles = files };
        Assert.Equal(Read(_host.Seams).Select(Unnumbered), Read(dpu).Select(Unnumbered));
        var (here, there) = (new HostSnapshot(_host.Seams), new HostSnapshot(dpu));
        Assert.Equal(
            Enumerable.Range(0, 3).Select(i => here.OpenVfs(here.Sites[0]).Read(i).Representor),
            Enumerable.Range(0, 3).Select(i => there.OpenVfs(there.Sites[0]).Read(i).Representor));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_representor_is_not_taken_for_an_uplink_that_was_moved_away(int vfs)
    {
        var host = new SimulatedHost(new SimulationOptions { NumVfs = [vfs, 0] });
        host.Seams.Devlink.SetEswitch(ChangeCase.Pf, new Eswitch { Mode = EswitchMode.Switchdev });
        host.MoveToNamespace("eth2", "away");

        var site = new HostSnapshot(host.Seams).Sites[0];

        Assert.Null(site.NetDevice);
        Assert.Equal("0000:05:00.0", site.Name);
        Assert.Equal("eth2_0", new HostSnapshot(host.Seams).OpenVfs(site).Read(0).Representor);
    }

    [Theory]
    [InlineData("0x1014")]
    [InlineData("0x1016")]
    [InlineData("0x1018")]
    [InlineData("0x101a")]
    [InlineData("0x101c")]
    [InlineData("0x101e")]
    [InlineData("0xa2d3")]
    public void A_guests_virtual_functions_are_no_physical_functions(string device)
    {
        var host = new SimulatedHost(new SimulationOptions { NumVfs = [0] });
        var sysfs = new AlteredSysfs(host.Seams.KernelFiles);
        foreach (var function in new[] { "0000:05:00.0", "0000:05:00.1" }) sysfs.Reads($"/sys/bus/pci/devices/{function}/device", device);
        var snapshot = new HostSnapshot(host.Seams with { KernelFiles = sysfs });

        Assert.Empty(snapshot.Sites);
        var refusal = Assert.Throws<NoAdapterException>(() => snapshot.Site(ChangeCase.Pf));
        Assert.Equal("This machine has only virtual functions of an mlx5 adapter (0000:05:00.0, 0000:05:00.1): it is a guest.", refusal.Message);
        Assert.Contains("hypervisor", refusal.NextStep, StringComparison.Ordinal);
    }

    private static string Unnumbered(string vf) => Regex.Replace(vf, @"VfNumber = \d+", "");

    private static string[] Read(SriovHost host)
    {
        var snapshot = new HostSnapshot(host);
        return
        [
            .. snapshot.Sites.SelectMany(site => Enumerable.Range(0, site.EnabledVfs()).Select(i => $"{snapshot.OpenVfs(site).Read(i)}: "
                + $"{snapshot.OpenVfs(site).Read(i).MacAddress} {snapshot.OpenVfs(site).Port(i)} {snapshot.OpenVfs(site).Leaf(i)}")),
        ];
    }

    /// <summary>The net devices of a DPU: representors of the host's VFs beside its own, whose numbers begin with another.</summary>
    private sealed class DpuSysfs(IKernelFiles files, int first) : PassingSysfs(files)
    {
        private const string Net = "/sys/bus/pci/devices/0000:05:00.0/net";

        public override IReadOnlyList<string> List(string path) => path == Net ? ["pf0vf0", "pf0hpf", .. base.List(path)] : base.List(path);

        public override string? Read(string path) => path switch
        {
            "/sys/class/net/pf0vf0/phys_port_name" => "c1pf0vf0\n",
            "/sys/class/net/pf0hpf/phys_port_name" => "c1pf0\n",
            _ when path.EndsWith("/phys_port_name", StringComparison.Ordinal) && base.Read(path) is ['p', 'f', '0', 'v', 'f', ..] and var name
                => $"pf0vf{int.Parse(name.AsSpan(5).Trim()) + first}\n",
            _ => base.Read(path),
        };
    }

    /// <summary>A host's devlink with the ports and rates of strangers before its own.</summary>
    public class WithStrangers : System.Reflection.DispatchProxy
    {
        private IDevlink _devlink = null!;
        private string _stranger = "";

        public static IDevlink Over(IDevlink devlink, string stranger)
        {
            var proxy = Create<IDevlink, WithStrangers>();
            (((WithStrangers)(object)proxy)._devlink, ((WithStrangers)(object)proxy)._stranger) = (devlink, stranger);
            return proxy;
        }

        protected override object? Invoke(System.Reflection.MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
        {
            nameof(IDevlink.Ports) when _stranger.StartsWith("DPU", StringComparison.Ordinal) => OfDpu(_devlink.Ports(), int.Parse(_stranger.AsSpan(4))),
            nameof(IDevlink.Ports) => (DevlinkPort[])[.. Ports(), .. _devlink.Ports()],
            nameof(IDevlink.Rates) when _stranger.StartsWith("DPU", StringComparison.Ordinal) => _devlink.Rates(),
            nameof(IDevlink.Rates) => (DevlinkRate[])[.. Rates(), .. _devlink.Rates()],
            _ => targetMethod.Invoke(_devlink, args),
        };

        private static DevlinkPort[] OfDpu(IReadOnlyList<DevlinkPort> ports, int first) =>
        [
            .. Enumerable.Range(0, 4).Select(vf => Port(ChangeCase.Pf, (uint)(500 + vf), 0, vf) with { Controller = 1, IsExternal = true }),
            .. ports.Select(p => p is { Flavour: DevlinkPortFlavour.PciVf, VfNumber: { } vf } && p.Handle.Device == ChangeCase.Pf
                ? p with { VfNumber = vf + first }
                : p),
        ];

        private IEnumerable<DevlinkPort> Ports() => _stranger switch
        {
            "several PFs on one instance" => [Port(s_other, 1, 0, 0), Port(s_other, 2, 1, 0), Port(s_other, 3, 0, 1), Port(s_other, 4, 1, 1)],
            "off the PCI bus" => [Port(default, 1, 0, 0), Port(default, 1, 0, 0), Port(default, 2, 1, 0)],
            _ => [Port(ChangeCase.Pf, 900, 7, 0), Port(ChangeCase.Pf, 901, 7, 1)],
        };

        private IEnumerable<DevlinkRate> Rates() => _stranger == "off the PCI bus" ? [Rate(default), Rate(default)] : [Rate(s_other)];

        private static DevlinkPort Port(PciAddress device, uint index, int pf, int vf) => new()
        {
            Handle = new DevlinkPortHandle(device, index),
            Flavour = DevlinkPortFlavour.PciVf,
            PfNumber = pf,
            VfNumber = vf,
        };

        private static DevlinkRate Rate(PciAddress device) => new() { Device = device, PortIndex = 1 };
    }
}
