using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Simulation.Adapter;
using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Machine;

namespace Mlx5Sriov.Simulation.Seams;

/// <summary>What devlink tells of a function that mlx5_core drives.</summary>
internal static class DevlinkReport
{
    private const int UplinkVport = 0xffff;

    /// <summary>A VF tells its driver alone.</summary>
    public static DevlinkInfo? Info(Mlx5Function? function) => function switch
    {
        null => null,
        SimulatedPf pf => new DevlinkInfo
        {
            Driver = Mlx5CoreDriver.DriverName,
            Fixed = new Dictionary<string, string> { ["fw.psid"] = pf.Adapter.Model.Psid },
            Running = Firmware(pf.Adapter.Model),
            Stored = Firmware(pf.Adapter.Model),
        },
        _ => new DevlinkInfo { Driver = Mlx5CoreDriver.DriverName },
    };

    /// <summary>The modes of an Ethernet physical function. InfiniBand has none, and a VF may not ask (mlx5_devlink_eswitch_check).</summary>
    public static Eswitch? Eswitch(Mlx5Function? function) => function switch
    {
        null or { Adapter.Model.IsInfiniband: true } => null,
        SimulatedPf { Eswitch: { } eswitch } => new Eswitch { Mode = eswitch.Mode, InlineMode = EswitchInlineMode.None, EncapMode = eswitch.EncapMode },
        _ => throw new Refusal(Errno.EPERM),
    };

    /// <summary>The ports: the representors and the uplink of a physical function, a VF's only one. InfiniBand has none.</summary>
    public static IEnumerable<DevlinkPort> Ports(Mlx5Function function, NetNamespace space)
    {
        if (function.Adapter.Model.IsInfiniband) return [];
        if (function is not SimulatedPf pf) return [OwnPort(function, DevlinkPortFlavour.Virtual, space)];
        return pf.Eswitch!.Representors
            .Select(r => VfPort(pf, r))
            .Concat(pf.Eswitch.Subfunctions.Select(s => new DevlinkPort
            {
                Handle = new DevlinkPortHandle(pf.Address, s.PortIndex),
                Flavour = DevlinkPortFlavour.PciSf,
                Controller = 0,
                PfNumber = pf.Port,
                SfNumber = s.Number,
            }))
            .Append(OwnPort(pf, DevlinkPortFlavour.Physical, space));
    }

    /// <summary>Whether an index is that of a function's own port: the uplink, or a VF's only one.</summary>
    public static bool IsOwnPort(Mlx5Function function, uint index) => !function.Adapter.Model.IsInfiniband && index == OwnIndex(function);

    /// <summary>The rates: nodes before leaves.</summary>
    public static IEnumerable<DevlinkRate> Rates(SimulatedEswitch eswitch)
    {
        var device = eswitch.Pf.Address;
        var nodes = eswitch.Scheduler.Nodes.Select(n => new DevlinkRate
        {
            Device = device,
            NodeName = n.Name,
            TxShare = Bandwidth.FromMegabits(n.MinRate),
            TxMax = Bandwidth.FromMegabits(n.MaxRate),
            Parent = n.Parent?.Name,
        });
        var leaves = eswitch.Representors.Select(r => new DevlinkRate
        {
            Device = device,
            PortIndex = r.PortIndex,
            TxShare = r.TxShare,
            TxMax = r.TxMax,
            Parent = r.Parent?.Name,
        });
        return nodes.Concat(leaves);
    }

    private static Dictionary<string, string> Firmware(AdapterModel model) => new() { ["fw.version"] = model.Firmware, ["fw"] = model.Firmware };

    private static uint OwnIndex(Mlx5Function function) => function.PortIndex(function is SimulatedPf ? UplinkVport : 0);

    private static DevlinkPort OwnPort(Mlx5Function function, DevlinkPortFlavour flavour, NetNamespace space) => new()
    {
        Handle = new DevlinkPortHandle(function.Address, OwnIndex(function)),
        Flavour = flavour,
        NetDevice = function.NetDevice is { } device && device.Namespace == space ? device.Name : null,
    };

    private static DevlinkPort VfPort(SimulatedPf pf, SimulatedRepresentor representor) => new()
    {
        Handle = new DevlinkPortHandle(pf.Address, representor.PortIndex),
        Flavour = DevlinkPortFlavour.PciVf,
        NetDevice = representor.NetDevice.Name,
        Controller = 0,
        PfNumber = pf.Port,
        VfNumber = representor.Vport.Index,
        Function = new PortFunction
        {
            HardwareAddress = representor.Vport.Mac,
            Roce = State(representor.Vport.Roce),
            Migratable = State(representor.Vport.Migratable),
            MaxIoEventQueues = representor.Vport.MaxIoEventQueues,
        },
    };

    private static OnOff State(bool on) => on ? OnOff.On : OnOff.Off;
}
