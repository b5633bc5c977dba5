namespace Mlx5Sriov.Simulation.Machine;

/// <summary>A process of the host: as much of it as <c>/proc</c> must tell to find who holds a device.</summary>
internal sealed class HostProcess(int id, string executable, IEnumerable<string> commandLine, NetNamespace network)
{
    /// <summary>The kernel keeps 15 characters of a program's name (TASK_COMM_LEN).</summary>
    private const int CommandLength = 15;

    private readonly SortedDictionary<int, string> _files = new() { [0] = "/dev/null", [1] = "/dev/null", [2] = "/dev/null" };
    private readonly List<string> _commandLine = [.. commandLine];

    private int _nextFile = 3;

    public int Id { get; } = id;

    public string Command { get; } = executable.Length > CommandLength ? executable[..CommandLength] : executable;

    /// <summary>The arguments, each ended by a zero byte, as <c>/proc/PID/cmdline</c> has them.</summary>
    public string CommandLine => string.Concat(_commandLine.Select(a => a + '\0'));

    public NetNamespace Network { get; } = network;

    /// <summary>What its file descriptors are links to.</summary>
    public IReadOnlyDictionary<int, string> Files => _files;

    /// <summary>What happens when it ends.</summary>
    public Action? Ended { get; set; }

    /// <summary>Makes a virtual machine of it: KVM gives it a file for that (KVM_CREATE_VM).</summary>
    public void CreateGuest() => Open("anon_inode:kvm-vm");

    public void AddArguments(params string[] arguments) => _commandLine.AddRange(arguments);

    /// <summary>Opens a file.</summary>
    /// <returns>The descriptor.</returns>
    public int Open(string target)
    {
        _files.Add(_nextFile, target);
        return _nextFile++;
    }

    /// <summary>Opens a file that it may have open already: one that it needs once.</summary>
    public void OpenOnce(string target)
    {
        if (!_files.ContainsValue(target)) Open(target);
    }

    /// <summary>A file is gone: who has it open keeps it, and its link says so.</summary>
    /// <remarks>d_path in fs/d_path.c.</remarks>
    public void Unlink(string target)
    {
        foreach (var descriptor in _files.Where(f => f.Value == target).Select(f => f.Key).ToList()) _files[descriptor] = $"{target} (deleted)";
    }

    /// <summary>Closes a descriptor.</summary>
    public void Close(int descriptor) => _files.Remove(descriptor);
}
