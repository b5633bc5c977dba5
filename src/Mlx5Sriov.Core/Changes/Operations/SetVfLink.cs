using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Changes.Operations;

/// <summary>Makes one setting of one VF through the physical function's link.</summary>
/// <param name="Link">The physical function's net device.</param>
/// <param name="LinkIndex">Its interface index when it was planned; null where an earlier step may give it another.</param>
/// <param name="Vf">The VF's index.</param>
/// <param name="Setting">The setting.</param>
public sealed record SetVfLink(string Link, int? LinkIndex, int Vf, VfSetting Setting) : Operation
{
    /// <inheritdoc/>
    public override string Command => $"ip link set dev {Link} vf {Vf} {Setting}";

    /// <inheritdoc/>
    /// <exception cref="KernelException">ENODEV: the net device is gone; or the kernel refused.</exception>
    public override void Apply(SriovHost host, CancellationToken cancellation) =>
        host.IpLink.SetVf(new NetworkLink { Index = LinkIndex ?? NetDeviceIndex.Of(host.Sysfs, Link, Command), Name = Link }, Vf, Setting);

    /// <inheritdoc/>
    public override Operation Renewed(SriovHost host) => this with { LinkIndex = null };
}
