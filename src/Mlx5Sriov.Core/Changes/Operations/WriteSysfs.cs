using Mlx5Sriov.Kernel;
using Mlx5Sriov.Ofed;

namespace Mlx5Sriov.Changes.Operations;

/// <summary>Writes a sysfs attribute.</summary>
/// <param name="Path">The attribute.</param>
/// <param name="Value">The text.</param>
public sealed record WriteSysfs(string Path, string Value) : Operation
{
    /// <inheritdoc/>
    public override string Command => $"echo {Value} > {Path}";

    /// <inheritdoc/>
    public override void Apply(SriovHost host, CancellationToken cancellation)
    {
        if (Path.Contains("/sriov/groups/", StringComparison.Ordinal)) OfedGroupLock.Outlast(host.Clock, Write, cancellation);
        else Write();

        bool Write()
        {
            host.Sysfs.Write(Path, Value);
            return true;
        }
    }
}
