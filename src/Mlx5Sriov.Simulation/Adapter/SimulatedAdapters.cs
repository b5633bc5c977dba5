using Mlx5Sriov.Simulation.Firmware;
using Mlx5Sriov.Simulation.Machine;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Simulation.Adapter;

/// <summary>The adapters in a machine, and mlx5_core, which drives them.</summary>
internal sealed class SimulatedAdapters
{
    /// <summary>How long the VFs that are there at the start have had their traffic.</summary>
    private static readonly TimeSpan s_uptime = TimeSpan.FromHours(1);

    private readonly SimulatedMachine _machine;
    private readonly IReadOnlyList<SimulatedAdapter> _adapters;

    public SimulatedAdapters(SimulatedMachine machine, SimulationOptions options)
    {
        _machine = machine;
        _adapters = [.. Enumerable.Range(0, options.PortCount / 2).Select(n => Install(n, options))];
        if (_adapters.Count > 0) Start(options);
    }

    /// <summary>Every physical function, in the order of the bus.</summary>
    public IEnumerable<SimulatedPf> Pfs => _adapters.SelectMany(a => a.Ports);

    /// <summary>The adapters start again with their host: no VFs, the e-switches in legacy mode, and the firmware's settings in force.</summary>
    public void Restart()
    {
        foreach (var pf in Pfs.Where(pf => pf.Driver is not null)) pf.Driver!.Detach(pf);
        foreach (var adapter in _adapters) adapter.Settings.Restart();
        foreach (var pf in Pfs)
        {
            (pf.AutoProbe, pf.DriverOverride) = (true, null);
            _machine.Bus.Probe(pf, TimeSpan.Zero);
        }

        _machine.Work.Settle();
    }

    private static AdapterModel ModelOf(SimulationProfile profile) =>
        profile == SimulationProfile.ConnectX6Infiniband ? AdapterModel.ConnectX6Infiniband : AdapterModel.ConnectX7;

    private static DriverRelease ReleaseOf(SimulationProfile profile) => profile switch
    {
        SimulationProfile.ConnectX7Inbox => DriverRelease.Linux612,
        SimulationProfile.ConnectX7Ofed2407 => DriverRelease.Ofed2407,
        _ => DriverRelease.Ofed2510,
    };

    private SimulatedAdapter Install(int number, SimulationOptions options)
    {
        var model = ModelOf(options.Profile);
        var settings = new CardFirmware(model.IsInfiniband, options.TotalVfs, SimulationOptions.MaxVfs) { AppliesSettings = !options.IsFirmwareStuck };
        var adapter = new SimulatedAdapter(_machine, model, ReleaseOf(options.Profile), number, settings);
        _machine.Bus.Add(adapter.Bridge);
        foreach (var pf in adapter.Ports) _machine.Bus.Add(pf);
        return adapter;
    }

    /// <summary>Loads the driver, enables the VFs that were asked for, and lets everything come up.</summary>
    private void Start(SimulationOptions options)
    {
        var release = _adapters[0].Release;
        _machine.Modules.AddLoaded(Mlx5CoreDriver.DriverName, release.Version);
        _machine.Modules.AddLoaded("mlx5_ib", release.Version);
        _machine.Bus.Register(new Mlx5CoreDriver(_machine.Work, _machine.Processes));
        foreach (var pf in Pfs) _machine.Bus.Probe(pf, TimeSpan.Zero);
        foreach (var (pf, port) in Pfs.Select((pf, port) => (pf, port)))
        {
            pf.SetNumVfs(options.NumVfsOf(port));
            _machine.Work.Settle();
            if (release.HasDefaultGroup) UseRates(pf);
            foreach (var vport in pf.Eswitch!.Vports) vport.Traffic.Run(s_uptime);
        }

        if (_machine.Platform.Has(SimulatedCondition.BondedPorts)) Bond();
    }

    private void Bond()
    {
        var bond = new NetDevice
        {
            Index = _machine.Network.NextIndex(),
            Name = "bond0",
            LinkLayer = LinkLayer.Ethernet,
            HardwareAddress = $"{_machine.RandomMac()}",
            IsUp = true,
            IsBond = true,
        };
        _machine.Network.Initial.Add(bond);
        foreach (var device in Pfs.Take(2).Select(pf => pf.NetDevice).OfType<NetDevice>()) device.Master = bond;
    }

    /// <summary>Sets a limit of nothing for each VF, by which the releases that have a group 0 make it.</summary>
    private static void UseRates(SimulatedPf pf)
    {
        foreach (var vport in pf.Eswitch!.Vports) pf.Eswitch.Scheduler.SetMaxRate(vport.Seat, 0);
    }
}
