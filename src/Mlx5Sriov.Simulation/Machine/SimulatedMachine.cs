using Mlx5Sriov.Simulation.Adapter;
using Mlx5Sriov.Simulation.Options;
using Mlx5Sriov.Simulation.Time;

namespace Mlx5Sriov.Simulation.Machine;

/// <summary>The whole simulated host behind its seams: the hardware, the kernel's tables, the processes.</summary>
internal sealed class SimulatedMachine
{
    /// <summary>Every simulated host draws the same random addresses in the same order.</summary>
    private const int Seed = 20260101;

    /// <summary>Groups below this belong to the platform's own devices.</summary>
    private const int FirstIommuGroup = 17;

    /// <summary>How long the VFs that are there at the start have had their traffic.</summary>
    private static readonly TimeSpan s_uptime = TimeSpan.FromHours(1);

    private readonly Random _random = new(Seed);

    public SimulatedMachine(SimulationOptions options)
    {
        Clock = new SimulatedClock();
        Work = new WorkQueue(Clock);
        Processes = new ProcessTable(Work, Network.Initial);
        Modules = new KernelModules(Bus, Processes);
        Modules.AddLoaded("vfio", null);
        Adapters = [.. Enumerable.Range(0, options.PortCount / 2).Select(n => Install(n, options))];
        if (Adapters.Count > 0) Start(options);
    }

    public SimulatedClock Clock { get; }

    public WorkQueue Work { get; }

    public SimulatedPciBus Bus { get; } = new();

    public SimulatedNetwork Network { get; } = new();

    public RdmaDevices Rdma { get; } = new();

    public VdpaDevices Vdpa { get; } = new();

    public ProcessTable Processes { get; }

    public KernelModules Modules { get; }

    public FileSystem Files { get; } = new();

    public Sockets Sockets { get; } = new();

    public IReadOnlyList<SimulatedAdapter> Adapters { get; }

    /// <summary>Every physical function, in the order of the bus.</summary>
    public IEnumerable<SimulatedPf> Pfs => Adapters.SelectMany(a => a.Ports);

    /// <summary>The numbers of IOMMU groups: each function of an adapter is in one of its own.</summary>
    public NumberPool IommuGroups { get; } = new(FirstIommuGroup);

    /// <summary>Whether the caller may do what root may.</summary>
    public bool IsRoot { get; set; } = true;

    /// <summary>A random address as the kernel makes one: of one function, locally administered (eth_random_addr).</summary>
    public MacAddress RandomMac()
    {
        var bytes = (ulong)_random.NextInt64(0, 1L << 48);
        return new MacAddress((bytes & ~(1UL << 40)) | (1UL << 41));
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
        var adapter = new SimulatedAdapter(this, ModelOf(options.Profile), ReleaseOf(options.Profile), number, options.TotalVfs);
        Bus.Add(adapter.Bridge);
        foreach (var pf in adapter.Ports) Bus.Add(pf);
        return adapter;
    }

    /// <summary>Loads the driver, enables the VFs that were asked for, and lets everything come up.</summary>
    private void Start(SimulationOptions options)
    {
        var release = Adapters[0].Release;
        Modules.AddLoaded(Mlx5CoreDriver.DriverName, release.Version);
        Modules.AddLoaded("mlx5_ib", release.Version);
        Bus.Register(new Mlx5CoreDriver(Work, Processes));
        foreach (var pf in Pfs) Bus.Probe(pf, TimeSpan.Zero);
        foreach (var (pf, port) in Pfs.Select((pf, port) => (pf, port)))
        {
            pf.SetNumVfs(options.NumVfsOf(port));
            Work.Settle();
            if (release.HasDefaultGroup) UseRates(pf);
            foreach (var vport in pf.Eswitch!.Vports) vport.Traffic.Run(s_uptime);
        }
    }

    /// <summary>Sets a limit of nothing for each VF, by which the releases that have a group 0 make it.</summary>
    private static void UseRates(SimulatedPf pf)
    {
        foreach (var vport in pf.Eswitch!.Vports) pf.Eswitch.Scheduler.SetMaxRate(vport.Seat, 0);
    }
}
