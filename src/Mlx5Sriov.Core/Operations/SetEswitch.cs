using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Devlink;

namespace Mlx5Sriov.Operations;

/// <summary>Sets one mode of an e-switch. The kernel applies a request with several in part when it refuses one, so each has its own.</summary>
/// <param name="Pf">The physical function.</param>
/// <param name="Wish">The mode; null leaves one as it is.</param>
internal sealed record SetEswitch(PciAddress Pf, Eswitch Wish) : Operation
{
    /// <inheritdoc/>
    public override string Command => $"devlink dev eswitch set pci/{Pf} {Wish}";

    internal override bool IsPrerequisite => true;

    internal override bool Disturbs(SriovHost host) => Wish.Mode is { } mode && host.Devlink.Eswitch(Pf)?.Mode != mode;

    /// <inheritdoc/>
    /// <remarks>
    /// The driver refuses even the mode that is set already while rate nodes exist (devlink_rate_nodes_check in
    /// net/devlink/rate.c), so that one is not asked for.
    /// </remarks>
    /// <exception cref="EswitchModeRefusedException">The driver has no such mode.</exception>
    public override void Apply(SriovHost host, CancellationToken cancellation)
    {
        if (Wish.Mode is { } mode && host.Devlink.Eswitch(Pf)?.Mode == mode) return;
        try
        {
            host.Devlink.SetEswitch(Pf, Wish);
        }
        catch (KernelException refusal) when (Wish.Mode == EswitchMode.SwitchdevInactive && refusal.Errno is Errno.EINVAL or Errno.ERANGE or Errno.EOPNOTSUPP)
        {
            throw new EswitchModeRefusedException(Pf, $"{EswitchMode.SwitchdevInactive}", refusal);
        }
        catch (KernelException refusal)
        {
            throw refusal.Of(KernelAct.SetEswitch);
        }
    }
}
