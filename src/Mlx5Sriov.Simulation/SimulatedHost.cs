using Mlx5Sriov.Kernel;
using Mlx5Sriov.Simulation.Adapter;
using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Machine;
using Mlx5Sriov.Simulation.Options;
using Mlx5Sriov.Simulation.Seams;
using Mlx5Sriov.Simulation.Time;

namespace Mlx5Sriov.Simulation;

/// <summary>
/// A host with mlx5 adapters that is only a model in memory. What is behind its seams behaves as the driver does: the same texts, the same
/// refusals, the same order of events. Every host is alike: the same addresses, the same random numbers, the same clock. Only its identity
/// is its own.
/// </summary>
/// <remarks>
/// Safe to use from several threads: one operation at a time. New VFs are on the bus at once; one after the other they get their drivers, 4 simulated
/// milliseconds each, and 2 later their net and RDMA devices. A write that waits for a VF which a program holds open gives up after 120 simulated
/// seconds with ETIMEDOUT and changes nothing; the real kernel waits without limit, and not even a signal ends it.
/// </remarks>
public sealed partial class SimulatedHost
{
    private readonly SimulatedMachine _machine;
    private readonly Gate _gate;
    private readonly SimulatedKernelFiles _files;
    private readonly SimulatedTools _tools;
    private readonly SimulatedAdapters _adapters;

    /// <summary>Creates a host that has been up for a while: the VFs that were asked for are there, with their drivers and devices.</summary>
    /// <param name="options">What to simulate.</param>
    /// <exception cref="ArgumentOutOfRangeException">More than can be simulated was asked for.</exception>
    public SimulatedHost(SimulationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Excess is { } excess) throw new ArgumentOutOfRangeException(nameof(options), excess);
        _machine = new SimulatedMachine(options.Conditions);
        if (options.Lockdown != SimulatedLockdown.None) _machine.Lockdown = $"{options.Lockdown}".ToLowerInvariant();
        _adapters = new SimulatedAdapters(_machine, options);
        _gate = new Gate(_machine.Clock, _machine.Work);
        _files = new SimulatedKernelFiles(_gate, _machine);
        _tools = new SimulatedTools(_gate, _machine);
        _tools.Install(new Modprobe(_machine));
        foreach (var tool in GuestTools.Of(_machine.Platform)) _tools.Install(tool);
        if (options.InstalledFirmwareTool is var firmware and not SimulatedFirmwareTool.None)
            _tools.Install(new Mlxconfig(_machine, MlxconfigRelease.Of(firmware)));
        Seams = new SriovHost
        {
            KernelFiles = _files,
            TextFiles = new SimulatedTextFiles(_gate, _machine),
            IpLink = new SimulatedIpLink(_gate, _machine),
            TrafficControl = new SimulatedTrafficControl(_gate, _machine),
            Devlink = new SimulatedDevlink(_gate, _machine, _adapters),
            Tools = _tools,
            Connections = new SimulatedConnections(_gate, _machine),
            Clock = _machine.Clock,
            Changes = new SimulatedChangeStore(_gate),
            Identity = new HostIdentity($"simulation-{Guid.NewGuid():n}", IsSimulated: true),
        };
    }

    /// <summary>The seams through which the rest of the library sees this host.</summary>
    public SriovHost Seams { get; }

    /// <summary>The host's clock, which moves only by being waited on and by a microsecond for each operation.</summary>
    public SimulatedClock Clock => _machine.Clock;

    /// <summary>Every attempt to change something, in order, refused ones included; a copy as of now.</summary>
    public IReadOnlyList<SimulatedWrite> Writes => _gate.Writes;

    /// <summary>The faults that were ordered; a copy as of now.</summary>
    public IReadOnlyList<SimulatedFault> Faults => _gate.Faults;

    /// <summary>Forgets the writes so far; the numbers of later ones go on.</summary>
    public void ClearWrites() => _gate.ClearWrites();

    /// <summary>Orders a refusal.</summary>
    /// <param name="pattern">
    /// What it strikes: a pattern with <c>*</c> and <c>?</c> for a path (<c>*/sriov_numvfs</c>) or for the command that equals
    /// an act (<c>ip link set * trust on</c>).
    /// </param>
    /// <param name="errno">The error number.</param>
    /// <param name="nth">Which matching operation from now on; 0 for every one.</param>
    /// <param name="operation">Whether it strikes writes or reads.</param>
    /// <param name="kernelText">The kernel's own words; null for none.</param>
    /// <returns>The fault.</returns>
    public SimulatedFault AddFault(
        string pattern,
        Errno errno,
        int nth = 0,
        SimulatedOperation operation = SimulatedOperation.Write,
        string? kernelText = null)
    {
        CheckFault(pattern, nth);
        return _gate.Add(id => new SimulatedFault(id, pattern, operation, nth, errno, kernelText));
    }

    /// <summary>Orders that reads of attributes give another text.</summary>
    /// <param name="pattern">The path, as in the other form.</param>
    /// <param name="text">The text, as the driver would write it.</param>
    /// <param name="nth">Which matching read from now on; 0 for every one.</param>
    /// <returns>The fault.</returns>
    public SimulatedFault AddTextFault(string pattern, string text, int nth = 0)
    {
        ArgumentNullException.ThrowIfNull(text);
        CheckFault(pattern, nth);
        return _gate.Add(id => new SimulatedFault(id, pattern, nth, text));
    }

    /// <summary>Takes a fault back.</summary>
    /// <param name="id">Its number.</param>
    /// <returns>Whether there was such a fault.</returns>
    public bool RemoveFault(int id) => _gate.RemoveFault(id);

    private static void CheckFault(string pattern, int nth)
    {
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        ArgumentOutOfRangeException.ThrowIfNegative(nth);
    }
}
