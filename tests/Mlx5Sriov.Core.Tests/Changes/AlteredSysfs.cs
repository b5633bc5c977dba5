using Mlx5Sriov.Kernel.Files;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>Another kernel's attributes: some are not there, and others are that the simulated host has not.</summary>
internal sealed class AlteredSysfs(IKernelFiles sysfs, params string[] absent) : IKernelFiles
{
    private readonly Dictionary<string, string> _own = [];

    /// <summary>Every write, as <c>PATH TEXT</c>.</summary>
    public List<string> Writes { get; } = [];

    /// <summary>Adds a Boolean parameter of a module, which reads as Y or N.</summary>
    public void AddParameter(string path, bool value) => _own[path] = value ? "Y\n" : "N\n";

    /// <summary>Has an attribute read otherwise.</summary>
    public AlteredSysfs Reads(string path, string text)
    {
        _own[path] = text + '\n';
        return this;
    }

    public string? Read(string path) => _own.TryGetValue(path, out var text) ? text : IsAbsent(path) ? null : sysfs.Read(path);

    public void Write(string path, string text)
    {
        Writes.Add($"{path} {text}");
        if (_own.ContainsKey(path)) AddParameter(path, text == "1");
        else if (IsAbsent(path)) throw new KernelException(Errno.ENOENT, $"echo {text} > {path}");
        else sysfs.Write(path, text);
    }

    public string? ReadLink(string path) => IsAbsent(path) ? null : sysfs.ReadLink(path);

    public IReadOnlyList<string> List(string path) => sysfs.List(path);

    public bool Exists(string path) => _own.ContainsKey(path) || (!IsAbsent(path) && sysfs.Exists(path));

    private bool IsAbsent(string path) => absent.Any(a => path.EndsWith(a, StringComparison.Ordinal));
}
