using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Changes.Operations;

/// <summary>Writes a sysfs attribute.</summary>
/// <param name="Path">The attribute.</param>
/// <param name="Value">The text.</param>
public sealed record WriteSysfs(string Path, string Value) : Operation
{
    // OFED takes its locks only for a try, so that another writer's moment shows as EBUSY (esw/qos.c, 23.10 to 25.10): a few tries outlast it.
    private const int Tries = 5;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    /// <inheritdoc/>
    public override string Command => $"echo {Value} > {Path}";

    /// <inheritdoc/>
    public override void Apply(SriovHost host, CancellationToken cancellation)
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                host.Sysfs.Write(Path, Value);
                return;
            }
            catch (KernelException busy) when (busy.Errno == Errno.EBUSY && left > 1 && Path.Contains("/sriov/groups/", StringComparison.Ordinal))
            {
                host.Clock.Wait(s_pause, cancellation);
            }
        }
    }
}
