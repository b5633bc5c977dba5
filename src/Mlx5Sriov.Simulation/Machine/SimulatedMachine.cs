using Mlx5Sriov.Simulation.Time;

namespace Mlx5Sriov.Simulation.Machine;

/// <summary>A simulated host without its adapters: the bus that they are on, the kernel's tables, the processes, the files.</summary>
internal sealed class SimulatedMachine
{
    /// <summary>Every simulated host draws the same random addresses in the same order.</summary>
    private const int Seed = 20260101;

    private readonly Random _random = new(Seed);

    public SimulatedMachine()
    {
        Clock = new SimulatedClock();
        Work = new WorkQueue(Clock);
        Processes = new ProcessTable(Work, Network.Initial);
        Modules = new KernelModules(Bus, Processes);
        Modules.AddLoaded("vfio", null);
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

    /// <summary>Whether the caller may do what root may.</summary>
    public bool IsRoot { get; set; } = true;

    /// <summary>A random address as the kernel makes one: of one function, locally administered (eth_random_addr).</summary>
    public MacAddress RandomMac()
    {
        var bytes = (ulong)_random.NextInt64(0, 1L << 48);
        return new MacAddress((bytes & ~(1UL << 40)) | (1UL << 41));
    }
}
