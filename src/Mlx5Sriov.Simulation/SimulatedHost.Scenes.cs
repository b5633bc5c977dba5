using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Simulation.Adapter;
using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Machine;
using Mlx5Sriov.Simulation.Programs;

namespace Mlx5Sriov.Simulation;

/// <content>Ways to set a scene: what others do on the host, outside the seams. None of it is recorded as a write.</content>
public sealed partial class SimulatedHost
{
    /// <summary>Whether the caller is root. One who is not may read what everyone may, and change nothing.</summary>
    /// <remarks>Attributes then refuse writes with EACCES, netlink refuses changes with EPERM, and other processes' descriptors are closed (EACCES).</remarks>
    public bool IsRoot
    {
        get => _gate.Locked(() => _machine.IsRoot);
        set => _gate.Locked(() => _machine.IsRoot = value);
    }

    /// <summary>
    /// Restarts the host: all programs, guests and VFs are gone, e-switches are in legacy mode, new VFs are probed, the firmware's settings are in force if
    /// the cards apply them, and <c>/proc/sys/kernel/random/boot_id</c> is another. Journals, files and what others made besides (bridges) stay.
    /// </summary>
    /// <remarks>Equivalent to: <c>systemctl reboot</c>.</remarks>
    public void Restart() => _gate.Locked(() =>
    {
        var processes = _machine.Processes;
        foreach (var process in processes.All.Values.Where(p => p != processes.Self).ToList()) End(process);
        _adapters.Restart();
        _machine.Boots++;
    });

    /// <summary>Makes a subfunction of a physical function, which lives until the e-switch leaves switchdev mode.</summary>
    /// <param name="pf">The physical function's address.</param>
    /// <param name="number">The subfunction's number.</param>
    /// <exception cref="ArgumentException">There is no such physical function.</exception>
    /// <exception cref="InvalidOperationException">It is not in switchdev mode, or has a subfunction of this number.</exception>
    /// <remarks>Equivalent to: <c>devlink port add pci/PF flavour pcisf pfnum 0 sfnum NUMBER</c>.</remarks>
    public void AddSubfunction(PciAddress pf, uint number) => _gate.Locked(() =>
    {
        var eswitch = (FunctionOf(pf) as SimulatedPf)?.Eswitch ?? throw new ArgumentException($"{pf} is no physical function with an e-switch.", nameof(pf));
        try
        {
            eswitch.AddSubfunction(number);
        }
        catch (Refusal refusal)
        {
            throw new InvalidOperationException(refusal.Message, refusal);
        }
    });

    /// <summary>Adds a packet filter to a net device, as tc and Open vSwitch do; it ends with the device.</summary>
    /// <param name="netDevice">The device's name.</param>
    /// <param name="filter">The filter.</param>
    /// <exception cref="ArgumentException">There is no such device in the caller's namespace.</exception>
    /// <remarks>Equivalent to: <c>tc filter add dev DEVICE ingress flower ...</c>.</remarks>
    public void AddFilter(string netDevice, PacketFilter filter) => _gate.Locked(() => DeviceOf(netDevice).Filters.Add(filter));

    /// <summary>Makes a net device a port of a bridge or Open vSwitch datapath, which is made if it is not there.</summary>
    /// <param name="netDevice">The device's name.</param>
    /// <param name="bridge">The bridge's name.</param>
    /// <exception cref="ArgumentException">There is no such device in the caller's namespace.</exception>
    /// <remarks>Equivalent to: <c>ip link add BRIDGE type bridge; ip link set dev DEVICE master BRIDGE</c>.</remarks>
    public void AddToBridge(string netDevice, string bridge) => _gate.Locked(() =>
    {
        var network = _machine.Network;
        var device = DeviceOf(netDevice);
        if (network.Initial.Find(bridge) is null)
        {
            network.Initial.Add(new NetDevice
            {
                Index = network.NextIndex(),
                Name = bridge,
                LinkLayer = LinkLayer.Ethernet,
                HardwareAddress = $"{_machine.RandomMac()}",
            });
        }

        device.Master = network.Initial.Find(bridge);
    });

    /// <summary>Whether the kernel refuses to tell the VFs of a link because its answer would be too long, as some do for InfiniBand with many VFs.</summary>
    /// <remarks>RTM_GETLINK with RTEXT_FILTER_VF answers EMSGSIZE then, whatever the buffer; a setting is taken.</remarks>
    public bool IsVfListTooLong
    {
        get => _gate.Locked(() => _machine.Network.IsVfListTooLong);
        set => _gate.Locked(() => _machine.Network.IsVfListTooLong = value);
    }

    /// <summary>Ends a process: its VFs are free, and net devices that were in a namespace of its own come back.</summary>
    /// <param name="processId">The process's id.</param>
    /// <exception cref="ArgumentException">There is no such process.</exception>
    public void EndProcess(int processId) => _gate.Locked(() =>
    {
        var process = _machine.Processes.All.GetValueOrDefault(processId)
            ?? throw new ArgumentException($"There is no process {processId}.", nameof(processId));
        End(process);
    });

    private void End(HostProcess process)
    {
        _machine.Processes.End(process);
        var network = _machine.Network;
        if (process.Network == network.Initial || network.Named.Values.Contains(process.Network)) return;
        foreach (var device in process.Network.Devices.ToList()) SimulatedNetwork.Move(device, network.Initial);
    }

    /// <summary>Moves a net device to a network namespace with a name, which is made if it is not there.</summary>
    /// <param name="netDevice">The device's name.</param>
    /// <param name="name">The namespace's name, as <c>ip netns</c> shows it.</param>
    /// <exception cref="ArgumentException">There is no such device in the caller's namespace.</exception>
    /// <remarks>Equivalent to: <c>ip netns add NAME; ip link set dev DEVICE netns NAME</c>.</remarks>
    public void MoveToNamespace(string netDevice, string name) => _gate.Locked(() =>
        SimulatedNetwork.Move(DeviceOf(netDevice), _machine.Network.Name(name)));

    /// <summary>Moves a net device to the network namespace of a new container: one without a name, which only a process in it leads to.</summary>
    /// <param name="netDevice">The device's name.</param>
    /// <param name="command">The name of the container's process.</param>
    /// <returns>The process's id.</returns>
    /// <exception cref="ArgumentException">There is no such device in the caller's namespace.</exception>
    /// <remarks>Equivalent to: <c>ip link set dev DEVICE netns PID</c>.</remarks>
    public int MoveToContainer(string netDevice, string command) => _gate.Locked(() =>
    {
        var device = DeviceOf(netDevice);
        var process = _machine.Processes.Start(command, [command], _machine.Network.Create());
        SimulatedNetwork.Move(device, process.Network);
        return process.Id;
    });

    /// <summary>Gives a net device another name, as whoever has it in a namespace of his own may: it keeps the name when it comes back.</summary>
    /// <param name="netDevice">The device's name.</param>
    /// <param name="name">The new name: 1 to 15 bytes without a slash, colon or blank (dev_valid_name in net/core/dev.c).</param>
    /// <exception cref="ArgumentException">There is no such device in the caller's namespace, or the kernel takes no such name.</exception>
    /// <remarks>Equivalent to: <c>ip link set dev DEVICE name NAME</c>.</remarks>
    public void RenameLink(string netDevice, string name) => _gate.Locked(() =>
    {
        var isValid = System.Text.Encoding.UTF8.GetByteCount(name) is > 0 and < 16 && name is not ("." or "..")
            && !name.Any(c => c is '/' or ':' or ' ' or (>= '\t' and <= '\r'));
        if (!isValid) throw new ArgumentException($"The kernel takes no net device's name '{name}'.", nameof(name));
        var device = DeviceOf(netDevice);
        device.Namespace.Remove(device);
        device.Name = name;
        device.Namespace.Add(device);
    });

    /// <summary>Moves a net device back from the network namespace that has it.</summary>
    /// <param name="function">The address of the function behind the device.</param>
    /// <exception cref="ArgumentException">The function has no net device.</exception>
    public void MoveBack(PciAddress function) => _gate.Locked(() => SimulatedNetwork.Move(
        FunctionOf(function).NetDevice ?? throw new ArgumentException($"{function} has no net device.", nameof(function)),
        _machine.Network.Initial));

    /// <summary>Takes a function from its driver; of a physical function, all VFs go with it.</summary>
    /// <param name="function">The function's address.</param>
    /// <exception cref="ArgumentException">There is no such function.</exception>
    /// <exception cref="InvalidOperationException">A program holds the function, or one of its VFs.</exception>
    public void UnbindDriver(PciAddress function) => _gate.Locked(() =>
    {
        var found = FunctionOf(function);
        found.Driver?.Detach(found);
    });

    /// <summary>Gives a function without a driver to one, whatever that driver claims.</summary>
    /// <param name="function">The function's address.</param>
    /// <param name="driver">The driver's name on the bus; its module is loaded if need be.</param>
    /// <exception cref="ArgumentException">There is no such function or driver.</exception>
    /// <exception cref="InvalidOperationException">The function has a driver.</exception>
    public void BindDriver(PciAddress function, string driver) => _gate.Locked(() =>
    {
        var found = FunctionOf(function);
        if (found.Driver is { } bound) throw new InvalidOperationException($"{found.Name} is bound to {bound.Name} already.");
        DriverOf(driver).Attach(found, TimeSpan.Zero);
    });

    /// <summary>Sets a net device up or down, which decides whether its speed can be read.</summary>
    /// <param name="netDevice">The device's name.</param>
    /// <param name="state">Up or down.</param>
    /// <exception cref="ArgumentException">There is no such device in the caller's namespace.</exception>
    /// <remarks>Equivalent to: <c>ip link set dev DEVICE up|down</c>.</remarks>
    public void SetLink(string netDevice, OnOff state) => _gate.Locked(() =>
    {
        var device = DeviceOf(netDevice);
        foreach (var vport in SimulatedPf.BehindUplink(device)?.Eswitch?.Vports ?? []) vport.Traffic.Settle();
        device.IsUp = state == OnOff.On;
    });

    /// <summary>Has all counters of a VF go on from a value: close to 2^64 they wrap soon.</summary>
    /// <param name="vf">The VF's address.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">There is no such VF.</exception>
    public void SetCounters(PciAddress vf, ulong value) => _gate.Locked(() => VfOf(vf).Vport.Traffic.Restart(value));

    /// <summary>Has an attribute read another text than the driver's, whichever path it is reached by, until it is given back.</summary>
    /// <param name="path">One of its paths.</param>
    /// <param name="text">The text; null for the driver's own again.</param>
    /// <exception cref="ArgumentException">There is no such attribute.</exception>
    public void ReplaceText(string path, string? text) => _files.Replace(path, text);

    /// <summary>Installs a program, in place of another of its name; of itself the host has modprobe, and mlxconfig or mstconfig.</summary>
    /// <param name="tool">The program.</param>
    public void InstallTool(ISimulatedTool tool)
    {
        ArgumentNullException.ThrowIfNull(tool);
        _gate.Locked(() => _tools.Install(tool));
    }

    private PciDriver DriverOf(string name)
    {
        var module = KernelModules.Normalize(name);
        if (_machine.Modules.Exists(module)) _machine.Modules.Load(module);
        return _machine.Bus.Drivers.GetValueOrDefault(name) ?? throw new ArgumentException($"The simulated host has no driver {name}.", nameof(name));
    }

    private PciFunction FunctionOf(PciAddress address) => _machine.Bus.Functions.GetValueOrDefault(address.ToString())
        ?? throw new ArgumentException($"The simulated host has no function {address}.", nameof(address));

    private SimulatedVf VfOf(PciAddress address) => FunctionOf(address) as SimulatedVf
        ?? throw new ArgumentException($"{address} is no virtual function.", nameof(address));

    private NetDevice DeviceOf(string name) => _machine.Network.Initial.Find(name)
        ?? throw new ArgumentException($"The simulated host has no net device {name}.", nameof(name));
}
