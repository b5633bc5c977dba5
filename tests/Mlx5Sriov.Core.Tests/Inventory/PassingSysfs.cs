using Mlx5Sriov.Kernel.Files;

namespace Mlx5Sriov.Core.Tests.Inventory;

/// <summary>Another host's attributes, for a test that alters one kind of answer.</summary>
internal abstract class PassingSysfs(IKernelFiles files) : IKernelFiles
{
    public virtual string? Read(string path) => files.Read(path);

    public virtual void Write(string path, string text) => files.Write(path, text);

    public virtual string? ReadLink(string path) => files.ReadLink(path);

    public virtual IReadOnlyList<string> List(string path) => files.List(path);

    public virtual bool Exists(string path) => files.Exists(path);
}
