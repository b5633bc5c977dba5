using Mlx5Sriov.Kernel.Files;

namespace Mlx5Sriov.Tests;

/// <summary>The attribute files of a host, less those whose path ends so, and with some more: the kernel or the driver of another time.</summary>
internal sealed class AlteredSysfs(IKernelFiles host, string hidden, Dictionary<string, string> added) : IKernelFiles
{
    public string? Read(string path) => added.TryGetValue(path, out var text) ? $"{text}\n" : IsHidden(path) ? null : host.Read(path);

    public void Write(string path, string text)
    {
        if (IsHidden(path)) throw new KernelException(Errno.ENOENT, $"echo {text} > {path}");
        if (added.ContainsKey(path)) added[path] = text;
        else host.Write(path, text);
    }

    public string? ReadLink(string path) => IsHidden(path) ? null : host.ReadLink(path);

    public IReadOnlyList<string> List(string path) => host.List(path);

    public bool Exists(string path) => added.ContainsKey(path) || (!IsHidden(path) && host.Exists(path));

    private bool IsHidden(string path) => path.EndsWith(hidden, StringComparison.Ordinal);
}
