using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Changes.Operations;

/// <summary>Sets one mode of an e-switch. The kernel applies a request with several in part when it refuses one, so each has its own.</summary>
/// <param name="Pf">The physical function.</param>
/// <param name="Wish">The mode; null leaves one as it is.</param>
public sealed record SetEswitch(PciAddress Pf, Eswitch Wish) : Operation
{
    /// <inheritdoc/>
    public override string Command => $"devlink dev eswitch set pci/{Pf} {Wish}";

    /// <inheritdoc/>
    /// <remarks>The driver refuses even the mode that is set already while rate nodes exist (devlink_rate_nodes_check in net/devlink/rate.c), so that one is not asked for.</remarks>
    public override void Apply(SriovHost host, CancellationToken cancellation)
    {
        if (Wish.Mode is null || host.Devlink.Eswitch(Pf)?.Mode != Wish.Mode) host.Devlink.SetEswitch(Pf, Wish);
    }
}
