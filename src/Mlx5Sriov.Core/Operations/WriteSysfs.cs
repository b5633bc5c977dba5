using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Operations;

/// <summary>Writes a sysfs attribute.</summary>
/// <param name="Path">The attribute.</param>
/// <param name="Value">The text.</param>
internal sealed record WriteSysfs(string Path, string Value) : Operation
{
    /// <inheritdoc/>
    public override string Command => $"echo {ShellWord.Words(Value)} > {ShellWord.Quote(Path)}";

    /// <inheritdoc/>
    /// <exception cref="KernelException">The kernel refused.</exception>
    public override void Apply(SriovHost host, CancellationToken cancellation) => host.KernelFiles.Write(Path, Value);
}
