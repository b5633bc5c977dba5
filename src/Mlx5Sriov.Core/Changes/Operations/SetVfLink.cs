using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Changes.Operations;

/// <summary>Makes one setting of one VF through the physical function's link.</summary>
/// <param name="Link">The physical function's net device.</param>
/// <param name="LinkIndex">Its interface index.</param>
/// <param name="Vf">The VF's index.</param>
/// <param name="Setting">The setting.</param>
public sealed record SetVfLink(string Link, int LinkIndex, int Vf, VfSetting Setting) : Operation
{
    /// <inheritdoc/>
    public override string Command => $"ip link set dev {Link} vf {Vf} {Setting}";

    /// <inheritdoc/>
    public override void Apply(SriovHost host, CancellationToken cancellation) =>
        host.IpLink.SetVf(new NetworkLink { Index = LinkIndex, Name = Link }, Vf, Setting);

    /// <inheritdoc/>
    /// <exception cref="KernelException">ENODEV: the net device is gone.</exception>
    public override Operation Renewed(SriovHost host) =>
        this with { LinkIndex = host.IpLink.Find(Link)?.Index ?? throw new KernelException(Errno.ENODEV, Command) };
}
