using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Operations;

namespace Mlx5Sriov.Tests.Sharing;

/// <summary>The attributes of a shared host.</summary>
internal sealed class SharedSysfs(SharedHost host) : IKernelFiles
{
    public string? Read(string path) => host.Read(own => own.KernelFiles.Read(path));

    public void Write(string path, string text) => host.Write(new WriteSysfs(path, text));

    public string? ReadLink(string path) => host.Read(own => own.KernelFiles.ReadLink(path));

    public IReadOnlyList<string> List(string path) => host.Read(own => own.KernelFiles.List(path));

    public bool Exists(string path) => host.Read(own => own.KernelFiles.Exists(path));
}
