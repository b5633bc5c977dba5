using System.Globalization;

using Mlx5Sriov.Simulation.Options;
using Mlx5Sriov.Simulation.Time;

namespace Mlx5Sriov.Simulation.Machine;

/// <summary>A simulated host without its adapters: the bus that they are on, the kernel's tables, the processes, the files.</summary>
internal sealed class SimulatedMachine
{
    /// <summary>Every simulated host draws the same random addresses in the same order.</summary>
    private const int Seed = 20260101;

    private readonly Random _random = new(Seed);

    /// <summary>Creates a host.</summary>
    /// <param name="conditions">What it lacks, or has that stands in the way.</param>
    public SimulatedMachine(IReadOnlyCollection<SimulatedCondition> conditions)
    {
        Platform = new Platform(conditions);
        Bus = new SimulatedPciBus(Platform);
        Clock = new SimulatedClock();
        Work = new WorkQueue(Clock);
        Processes = new ProcessTable(Work, Network.Initial);
        Modules = new KernelModules(Bus, Processes, Platform);
        Modules.AddLoaded("vfio", null);
        foreach (var (path, text) in Modules.Lists) Files.Put(path, SimulatedFile.OfSystem(text));
    }

    public SimulatedClock Clock { get; }

    public WorkQueue Work { get; }

    public Platform Platform { get; }

    public SimulatedPciBus Bus { get; }

    public SimulatedNetwork Network { get; } = new();

    public RdmaDevices Rdma { get; } = new();

    public VdpaDevices Vdpa { get; } = new();

    public ProcessTable Processes { get; }

    public KernelModules Modules { get; }

    public FileSystem Files { get; } = new();

    public Sockets Sockets { get; } = new();

    /// <summary>Whether the caller may do what root may.</summary>
    public bool IsRoot { get; set; } = true;

    /// <summary>The word of the kernel's lockdown; empty for none.</summary>
    public string Lockdown { get; set; } = "";

    /// <summary>How often the host has started.</summary>
    public int Boots { get; set; } = 1;

    /// <summary>The id of this run of the host, alike on every host of as many.</summary>
    public string BootId => string.Create(CultureInfo.InvariantCulture, $"6f1d2c3b-4a59-4e68-8777-{Boots:x12}");

    /// <summary>A random address as the kernel makes one: of one function, locally administered (eth_random_addr).</summary>
    public MacAddress RandomMac()
    {
        var bytes = (ulong)_random.NextInt64(0, 1L << 48);
        return new MacAddress((bytes & ~(1UL << 40)) | (1UL << 41));
    }
}
