using System.Globalization;

using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Time;

namespace Mlx5Sriov.Simulation.Machine;

/// <summary>The host's processes, and which of them holds which function: through vfio, or the vhost-vdpa device of a function.</summary>
internal sealed class ProcessTable
{
    /// <summary>How long a simulated write waits for a function to be let go; the real one waits without limit.</summary>
    public static readonly TimeSpan ReleaseLimit = TimeSpan.FromSeconds(120);

    private const int FirstId = 4711;

    private readonly Dictionary<int, HostProcess> _processes = [];
    private readonly Dictionary<PciFunction, (HostProcess Process, int[] Files)> _holders = [];
    private readonly WorkQueue _work;

    private int _nextId = FirstId;

    public ProcessTable(WorkQueue work, NetNamespace network)
    {
        _work = work;
        Add(new HostProcess(1, "systemd", ["/sbin/init"], network));
        Self = Add(new HostProcess(4242, "pwsh", ["pwsh"], network));
    }

    /// <summary>The process that reads and writes through the seams.</summary>
    public HostProcess Self { get; }

    public IReadOnlyDictionary<int, HostProcess> All => _processes;

    public HostProcess Start(string executable, IEnumerable<string> commandLine, NetNamespace network) =>
        Add(new HostProcess(_nextId++, executable, commandLine, network));

    public HostProcess? HolderOf(PciFunction function) => _holders.GetValueOrDefault(function).Process;

    /// <summary>A process opens the files by which a function has one user at a time, so nobody else may have them open.</summary>
    public void Open(HostProcess process, PciFunction function, params string[] files) =>
        _holders.Add(function, (process, [.. files.Select(process.Open)]));

    /// <summary>A process closes the files by which it holds a function, if it still has them open.</summary>
    public void Close(HostProcess process, PciFunction function)
    {
        if (HolderOf(function) != process) return;
        foreach (var file in _holders[function].Files) process.Close(file);
        _holders.Remove(function);
    }

    /// <summary>A device node is gone; another device may get its name.</summary>
    public void Unlink(string path)
    {
        foreach (var process in _processes.Values) process.Unlink(path);
    }

    /// <summary>Ends a process, and with it whatever it held.</summary>
    public void End(HostProcess process)
    {
        if (!_processes.Remove(process.Id)) return;
        foreach (var function in _holders.Where(h => h.Value.Process == process).Select(h => h.Key).ToList()) _holders.Remove(function);
        process.Ended?.Invoke();
    }

    /// <summary>Blocks until nobody has the function open.</summary>
    /// <remarks>
    /// The text is that of drivers/vfio/vfio_main.c, with the driver's name before it as in the kernel's log. Of vhost-vdpa the kernel waits without a word
    /// (vhost_vdpa_remove in drivers/vhost/vdpa.c).
    /// </remarks>
    public void WaitForRelease(PciFunction function)
    {
        if (_work.WaitUntil(() => HolderOf(function) is null, ReleaseLimit)) return;
        throw new Refusal(Errno.ETIMEDOUT, function.Driver is not VfioDriver ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"{function.Driver?.Name} {function.Name}: Device is currently in use, task \"{Self.Command}\" ({Self.Id}) blocked until device is released"));
    }

    private HostProcess Add(HostProcess process)
    {
        _processes.Add(process.Id, process);
        return process;
    }
}
