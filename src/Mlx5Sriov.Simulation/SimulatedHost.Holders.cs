using Mlx5Sriov.Simulation.Adapter;
using Mlx5Sriov.Simulation.Machine;

namespace Mlx5Sriov.Simulation;

/// <content>Ways in which programs of the host come to hold a VF, outside the seams. None of it is recorded as a write.</content>
public sealed partial class SimulatedHost
{
    /// <summary>Gives a VF to a virtual machine: binds it to a vfio driver and has the QEMU process of that guest open it.</summary>
    /// <param name="vf">The VF's address.</param>
    /// <param name="guest">The guest's name; a guest that runs already is given one VF more.</param>
    /// <param name="driver"><c>vfio-pci</c> or <c>mlx5_vfio_pci</c>; its module is loaded if need be.</param>
    /// <returns>The QEMU process's id.</returns>
    /// <exception cref="ArgumentException">There is no such VF or driver.</exception>
    /// <exception cref="InvalidOperationException">Someone holds the VF already.</exception>
    public int GiveToVirtualMachine(PciAddress vf, string guest, string driver = "vfio-pci") => _gate.Locked(() =>
    {
        var function = ToVfio(vf, driver);
        var process = Guest(guest);
        process.AddArguments("-device", $"vfio-pci,host={vf},id=hostdev{process.CommandLine.Split("host=").Length - 1}");
        OpenGroup(process, function);
        return process.Id;
    });

    /// <summary>Gives a VF to a virtual machine through iommufd, which opens the VF's own file in place of its IOMMU group's.</summary>
    /// <param name="vf">The VF's address.</param>
    /// <param name="guest">The guest's name; a guest that runs already is given one VF more.</param>
    /// <returns>The QEMU process's id.</returns>
    /// <exception cref="ArgumentException">There is no such VF.</exception>
    /// <exception cref="InvalidOperationException">Someone holds the VF already.</exception>
    /// <remarks>Documentation/driver-api/vfio.rst, "VFIO Device cdev": the program opens <c>/dev/iommu</c> and <c>/dev/vfio/devices/vfioN</c>.</remarks>
    public int GiveToVirtualMachineByIommufd(PciAddress vf, string guest) => _gate.Locked(() =>
    {
        var function = ToVfio(vf, "vfio-pci");
        var process = Guest(guest);
        process.AddArguments("-object", "iommufd,id=iommufd0", "-device", $"vfio-pci,host={vf},iommufd=iommufd0");
        process.OpenOnce("/dev/iommu");
        _machine.Processes.Open(process, function, FormattableString.Invariant($"/dev/vfio/devices/vfio{function.IommuGroup}"));
        return process.Id;
    });

    /// <summary>Gives a VF to a virtual machine as a virtio device: adds a vDPA device, binds it to vhost_vdpa, and has the guest's QEMU open it.</summary>
    /// <param name="vf">The VF's address; it stays bound to mlx5_core.</param>
    /// <param name="guest">The guest's name; a guest that runs already is given one VF more.</param>
    /// <returns>The QEMU process's id.</returns>
    /// <exception cref="ArgumentException">There is no such VF.</exception>
    /// <exception cref="InvalidOperationException">Someone holds the VF already, or mlx5_core does not drive it.</exception>
    /// <remarks>
    /// Equivalent to: <c>vdpa dev add name vdpa0 mgmtdev pci/VF</c>, then QEMU with <c>-netdev type=vhost-vdpa,vhostdev=/dev/vhost-vdpa-0</c>.
    /// </remarks>
    public int GiveToVirtualMachineByVdpa(PciAddress vf, string guest) => _gate.Locked(() =>
    {
        var device = AddVdpa(vf, VdpaDevice.Vhost);
        var process = Guest(guest);
        process.AddArguments("-netdev", $"type=vhost-vdpa,vhostdev=/dev/{device.CharacterDevice},id={device.Name}");
        _machine.Processes.Open(process, device.Function, $"/dev/{device.CharacterDevice}");
        return process.Id;
    });

    /// <summary>Has the host itself use a VF as a virtio device: adds a vDPA device and binds it to virtio_vdpa.</summary>
    /// <param name="vf">The VF's address; it stays bound to mlx5_core.</param>
    /// <returns>The vDPA device's name.</returns>
    /// <exception cref="ArgumentException">There is no such VF.</exception>
    /// <exception cref="InvalidOperationException">Someone holds the VF already, or mlx5_core does not drive it.</exception>
    /// <remarks>Equivalent to: <c>vdpa dev add name vdpa0 mgmtdev pci/VF</c> on a host whose vdpa bus has the driver virtio_vdpa.</remarks>
    public string UseByVirtio(PciAddress vf) => _gate.Locked(() => AddVdpa(vf, VdpaDevice.Virtio).Name);

    /// <summary>
    /// Has a program use a VF by verbs, as RDMA programs and DPDK's mlx5 driver do; the VF stays bound to mlx5_core, and others may use it too.
    /// </summary>
    /// <param name="vf">The VF's address.</param>
    /// <param name="command">The program's name.</param>
    /// <returns>The process's id.</returns>
    /// <exception cref="ArgumentException">There is no such VF.</exception>
    /// <exception cref="InvalidOperationException">The VF has no RDMA device.</exception>
    public int UseByVerbs(PciAddress vf, string command) => _gate.Locked(() =>
    {
        var rdma = VfOf(vf).RdmaDevice ?? throw new InvalidOperationException($"{vf} has no RDMA device.");
        var process = Start(command, command);
        process.Open($"/dev/infiniband/{rdma.VerbsDevice}");
        return process.Id;
    });

    /// <summary>Gives a VF to a process that is no virtual machine, such as a DPDK program.</summary>
    /// <param name="vf">The VF's address.</param>
    /// <param name="command">The program's name.</param>
    /// <param name="driver">As for a virtual machine.</param>
    /// <returns>The process's id.</returns>
    /// <exception cref="ArgumentException">There is no such VF or driver.</exception>
    /// <exception cref="InvalidOperationException">Someone holds the VF already.</exception>
    public int GiveToProcess(PciAddress vf, string command, string driver = "vfio-pci") => _gate.Locked(() =>
    {
        var function = ToVfio(vf, driver);
        var process = Start(command, command, "-a", vf.ToString());
        OpenGroup(process, function);
        return process.Id;
    });

    /// <summary>Has whoever holds a VF let it go, now or after a while; the VF stays bound to its driver.</summary>
    /// <param name="vf">The VF's address.</param>
    /// <param name="after">How much later on the host's clock: a write that waits for the VF goes on then.</param>
    /// <exception cref="ArgumentException">There is no such VF.</exception>
    public void LetGo(PciAddress vf, TimeSpan after = default) => _gate.Locked(() =>
    {
        var function = VfOf(vf);
        if (_machine.Processes.HolderOf(function) is not { } holder) return;
        if (after <= TimeSpan.Zero) _machine.Processes.Close(holder, function);
        else _machine.Work.Schedule(after, () => _machine.Processes.Close(holder, function));
    });

    private HostProcess Guest(string guest)
    {
        var name = $"guest={guest.Replace(",", ",,", StringComparison.Ordinal)},debug-threads=on";
        return _machine.Processes.All.Values.FirstOrDefault(p => p.CommandLine.Contains($"\0{name}\0", StringComparison.Ordinal)) ?? StartGuest(name);
    }

    private HostProcess StartGuest(string name)
    {
        var process = Start("qemu-system-x86_64", "/usr/bin/qemu-system-x86_64", "-name", name, "-machine", "pc-q35-8.2,accel=kvm");
        process.CreateGuest();
        return process;
    }

    private HostProcess Start(string executable, params string[] commandLine) =>
        _machine.Processes.Start(executable, commandLine, _machine.Network.Initial);

    // QEMU and DPDK open the group and get the device from it; the container is opened once.
    private void OpenGroup(HostProcess process, SimulatedVf vf)
    {
        process.OpenOnce("/dev/vfio/vfio");
        _machine.Processes.Open(process, vf, FormattableString.Invariant($"/dev/vfio/{vf.IommuGroup}"), "anon_inode:[vfio-device]");
    }

    private VdpaDevice AddVdpa(PciAddress address, string driver)
    {
        var vf = FreeVf(address);
        return vf.Driver is Mlx5CoreDriver && !_machine.Vdpa.Of(vf).Any()
            ? _machine.Vdpa.Add(vf, driver)
            : throw new InvalidOperationException($"{vf.Name} is not bound to mlx5_core, or has a vDPA device already.");
    }

    private SimulatedVf FreeVf(PciAddress address)
    {
        var vf = VfOf(address);
        return _machine.Processes.HolderOf(vf) is { } holder
            ? throw new InvalidOperationException($"{vf.Name} is held by process {holder.Id} already.")
            : vf;
    }

    private SimulatedVf ToVfio(PciAddress address, string driver)
    {
        var vf = FreeVf(address);
        var vfio = DriverOf(driver);
        if (vf.Driver == vfio) return vf;
        vf.Driver?.Detach(vf);
        vf.DriverOverride = driver;
        vfio.Attach(vf, TimeSpan.Zero);
        return vf;
    }
}
