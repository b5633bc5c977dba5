using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Devlink;

namespace Mlx5Sriov.Operations;

/// <summary>Makes a devlink rate node.</summary>
/// <param name="Pf">The physical function, in switchdev mode.</param>
/// <param name="Name">The node's name.</param>
/// <param name="Limits">Its rates and its parent; null for none.</param>
internal sealed record AddRateNode(PciAddress Pf, string Name, RateLimits Limits) : Operation
{
    /// <inheritdoc/>
    public override string Command => $"devlink port function rate add {ShellWord.Node($"pci/{Pf}", Name)} {Limits}".TrimEnd();

    /// <inheritdoc/>
    public override void Apply(SriovHost host, CancellationToken cancellation) => host.Devlink.AddRateNode(Pf, Name, Limits);

    /// <inheritdoc/>
    /// <remarks>Where a node was to be deleted and is still there, its rates are what is left to put back.</remarks>
    public override Operation Renewed(SriovHost host) => host.Devlink.Rates().Any(r => r.Device == Pf && r.NodeName == Name)
        ? new SetRateNode(Pf, Name, new RateLimits { TxShare = Limits.TxShare ?? Bandwidth.Zero, TxMax = Limits.TxMax ?? Bandwidth.Zero })
        : this;
}
