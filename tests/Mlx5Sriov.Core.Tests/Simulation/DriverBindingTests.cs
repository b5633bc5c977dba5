using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Kernel.Programs;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;
using Mlx5Sriov.Simulation.Programs;

namespace Mlx5Sriov.Core.Tests.Simulation;

public sealed class DriverBindingTests : SimulationTest
{
    private const string Drivers = "/sys/bus/pci/drivers";
    private const string Vf0 = "/sys/bus/pci/devices/0000:05:00.2";

    private readonly SimulatedHost _host = NewHost();

    private IKernelFiles Sysfs => _host.Seams.KernelFiles;

    private string? Driver => Sysfs.ReadLink($"{Vf0}/driver")?.Split('/')[^1];

    [Fact]
    public void Unbinding_takes_the_devices_and_binding_gives_them_back()
    {
        Sysfs.Write($"{Drivers}/mlx5_core/unbind", "0000:05:00.2");
        Assert.Null(Driver);
        Assert.Empty(Sysfs.List($"{Vf0}/net"));
        Assert.DoesNotContain("eth2v0", Sysfs.List("/sys/class/net"));
        Assert.DoesNotContain("mlx5_2", Sysfs.List("/sys/class/infiniband"));

        Sysfs.Write($"{Drivers}/mlx5_core/bind", "0000:05:00.2");
        Assert.Equal("mlx5_core", Driver);
        Assert.Equal(["eth2v0"], Sysfs.List($"{Vf0}/net"));
        Assert.Equal(["mlx5_2"], Sysfs.List($"{Vf0}/infiniband"));
    }

    [Theory]
    [InlineData("mlx5_core/bind", "0000:05:00.2", Errno.EBUSY)]
    [InlineData("mlx5_core/bind", "0000:99:00.0", Errno.ENODEV)]
    [InlineData("mlx5_core/bind", "0000:00:02.0", Errno.ENODEV)]
    [InlineData("mlx5_core/unbind", "0000:99:00.0", Errno.ENODEV)]
    [InlineData("vfio-pci/bind", "0000:05:00.2", Errno.ENODEV)]
    [InlineData("vfio-pci/unbind", "0000:05:00.2", Errno.ENODEV)]
    [InlineData("mlx5_vfio_pci/bind", "0000:05:00.2", Errno.ENODEV)]
    [InlineData("nosuch/bind", "0000:05:00.2", Errno.ENOENT)]
    [InlineData("../drivers_probe", "0000:99:00.0", Errno.ENODEV)]
    public void Binding_refuses_as_the_bus_does(string file, string address, Errno errno)
    {
        Load("vfio-pci");
        Load("mlx5_vfio_pci");

        Refuses(errno, () => Sysfs.Write($"{Drivers}/{file}", address));
    }

    [Fact]
    public void An_override_admits_its_driver_alone()
    {
        Load("vfio-pci");
        Sysfs.Write($"{Vf0}/driver_override", "vfio-pci");
        Assert.Equal("vfio-pci\n", Sysfs.Read($"{Vf0}/driver_override"));
        Assert.Equal("mlx5_core", Driver);
        Refuses(Errno.EBUSY, () => Sysfs.Write($"{Drivers}/vfio-pci/bind", "0000:05:00.2"));

        Sysfs.Write($"{Vf0}/driver/unbind", "0000:05:00.2");
        Refuses(Errno.ENODEV, () => Sysfs.Write($"{Drivers}/mlx5_core/bind", "0000:05:00.2"));
        Sysfs.Write("/sys/bus/pci/drivers_probe", "0000:05:00.2");
        Assert.Equal("vfio-pci", Driver);
        Assert.Equal(["devices", "vfio", "19"], Sysfs.List("/dev/vfio"));

        Sysfs.Write($"{Vf0}/driver_override", "");
        Assert.Equal("(null)\n", Sysfs.Read($"{Vf0}/driver_override"));
    }

    [Fact]
    public void Probing_succeeds_even_when_nothing_binds()
    {
        Sysfs.Write($"{Vf0}/driver_override", "nosuchdriver");
        Sysfs.Write($"{Vf0}/driver/unbind", "0000:05:00.2");

        Sysfs.Write("/sys/bus/pci/drivers_probe", "0000:05:00.2");

        Assert.Null(Driver);
    }

    [Fact]
    public void An_override_is_lost_with_the_vf()
    {
        Sysfs.Write($"{Vf0}/driver_override", "vfio-pci");
        Sysfs.Write($"{Pf0}/sriov_numvfs", "0");
        Sysfs.Write($"{Pf0}/sriov_numvfs", "8");
        Settle(_host);

        Assert.Equal("(null)\n", Sysfs.Read($"{Vf0}/driver_override"));
        Assert.Equal("mlx5_core", Driver);
    }

    [Fact]
    public void A_module_that_is_loaded_takes_what_names_it()
    {
        Sysfs.Write($"{Vf0}/driver/unbind", "0000:05:00.2");
        Sysfs.Write($"{Vf0}/driver_override", "vfio-pci");

        Load("vfio-pci");

        Assert.Equal("vfio-pci", Driver);
        Refuses(Errno.EBUSY, () => Sysfs.Write($"{Drivers}/vfio-pci/bind", "0000:05:00.2"));
    }

    [Fact]
    public void With_probing_off_only_a_driver_that_is_named_binds()
    {
        Sysfs.Write($"{Pf0}/sriov_drivers_autoprobe", "0");
        Sysfs.Write($"{Vf0}/driver/unbind", "0000:05:00.2");

        Refuses(Errno.ENODEV, () => Sysfs.Write($"{Drivers}/mlx5_core/bind", "0000:05:00.2"));
        Sysfs.Write("/sys/bus/pci/drivers_probe", "0000:05:00.2");
        Assert.Null(Driver);

        Sysfs.Write($"{Vf0}/driver_override", "mlx5_core");
        Sysfs.Write($"{Drivers}/mlx5_core/bind", "0000:05:00.2");
        Assert.Equal("mlx5_core", Driver);
    }

    [Fact]
    public void A_new_id_binds_what_has_no_driver()
    {
        Load("vfio-pci");
        Sysfs.Write($"{Drivers}/mlx5_core/unbind", "0000:05:00.2");

        Sysfs.Write($"{Drivers}/vfio-pci/new_id", "15b3 101e");

        Assert.Equal("vfio-pci", Driver);
        Refuses(Errno.EEXIST, () => Sysfs.Write($"{Drivers}/vfio-pci/new_id", "15b3 101e"));
        Refuses(Errno.EINVAL, () => Sysfs.Write($"{Drivers}/vfio-pci/new_id", "15b3"));
        Sysfs.Write($"{Drivers}/vfio-pci/remove_id", "15b3 101e");
        Refuses(Errno.ENODEV, () => Sysfs.Write($"{Drivers}/vfio-pci/remove_id", "15b3 101e"));
    }

    [Fact]
    public void Unbinding_a_physical_function_takes_its_vfs_and_its_tree()
    {
        Sysfs.Write($"{Drivers}/mlx5_core/unbind", "0000:05:00.0");

        Assert.Equal("0\n", Sysfs.Read($"{Pf0}/sriov_numvfs"));
        Assert.DoesNotContain("virtfn0", Sysfs.List(Pf0));
        Assert.DoesNotContain("sriov", Sysfs.List(Pf0));
        Assert.Null(Sysfs.Read($"{Pf0}/mlx5_num_vfs"));
        Assert.Null(_host.Seams.IpLink.Find("eth2"));
        Assert.Null(_host.Seams.Devlink.Info(Pf0Address));

        Sysfs.Write($"{Drivers}/mlx5_core/bind", "0000:05:00.0");
        Assert.Equal(["eth2"], Sysfs.List($"{Pf0}/net"));
        Assert.Equal(["mlx5_0"], Sysfs.List($"{Pf0}/infiniband"));
    }

    [Fact]
    public void Modprobe_makes_a_drivers_directory_appear()
    {
        Assert.Empty(Sysfs.List($"{Drivers}/mlx5_vfio_pci"));

        var result = _host.Seams.Tools.Run("modprobe", ["mlx5-vfio-pci"], CancellationToken.None);

        Assert.Equal(new ToolResult(0, "", ""), result);
        Assert.Equal(["bind", "module", "new_id", "remove_id", "unbind"], Sysfs.List($"{Drivers}/mlx5_vfio_pci").Order());
        Assert.Contains("mlx5_vfio_pci", Sysfs.List("/sys/module"));
    }

    [Theory]
    [InlineData("nosuch", "modprobe: FATAL: Module nosuch not found in directory /lib/modules/6.12.0-amd64\n")]
    [InlineData("mlx5_core -r", "modprobe: FATAL: Module mlx5_core is in use.\n")]
    public void Modprobe_fails_as_kmods_does(string arguments, string error)
    {
        var result = _host.Seams.Tools.Run("modprobe", arguments.Split(' '), CancellationToken.None);

        Assert.Equal(new ToolResult(1, "", error), result);
    }

    [Fact]
    public void An_unknown_program_is_not_found() =>
        Assert.Equal("mlxfwreset", Assert.Throws<ToolNotFoundException>(() => _host.Seams.Tools.Run("mlxfwreset", ["q"], CancellationToken.None)).Program);

    [Fact]
    public void A_program_can_be_installed()
    {
        _host.InstallTool(new EchoTool());

        var told = _host.Seams.Tools.Run("/usr/bin/echo", ["hello"], CancellationToken.None);
        _host.Seams.Tools.Run("echo", ["set", "x"], CancellationToken.None);

        Assert.Equal("hello\n", told.Output);
        Assert.Equal("echo set x", Assert.Single(_host.Writes).Act);
    }

    [Fact]
    public void The_module_tells_the_release_of_ofed()
    {
        Assert.Equal("25.10-1.7.1\n", Sysfs.Read("/sys/module/mlx5_core/version"));
        Assert.Null(NewHost(SimulationProfile.ConnectX7Inbox).Seams.KernelFiles.Read("/sys/module/mlx5_core/version"));
    }

    private void Load(string module) => _host.Seams.Tools.Run("modprobe", [module], CancellationToken.None);

    private sealed class EchoTool : ISimulatedTool
    {
        public string Name => "echo";

        public bool Changes(IReadOnlyList<string> arguments) => arguments[0] == "set";

        public ToolResult Run(IReadOnlyList<string> arguments) => new(0, string.Join(' ', arguments) + '\n', "");
    }
}
