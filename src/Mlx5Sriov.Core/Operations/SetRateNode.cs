using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Devlink;

namespace Mlx5Sriov.Operations;

/// <summary>Sets the rates of a devlink rate node.</summary>
/// <param name="Pf">The physical function, in switchdev mode.</param>
/// <param name="Name">The node's name.</param>
/// <param name="Limits">The rates; null leaves one as it is.</param>
internal sealed record SetRateNode(PciAddress Pf, string Name, RateLimits Limits) : Operation
{
    /// <inheritdoc/>
    public override string Command => $"devlink port function rate set {ShellWord.Node($"pci/{Pf}", Name)} {Limits}";

    /// <inheritdoc/>
    public override void Apply(SriovHost host, CancellationToken cancellation) => host.Devlink.SetRate(Pf, Name, Limits);
}
