using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Devlink;

namespace Mlx5Sriov.Operations;

/// <summary>Sets the rates of a VF's devlink port: the way in switchdev mode.</summary>
/// <param name="Pf">The physical function.</param>
/// <param name="Port">The port's index when it was planned, for the equivalent command; null where the port comes only with an earlier step.</param>
/// <param name="Vf">The VF's index, by which the port is found again.</param>
/// <param name="Limits">The rates and the parent; null leaves one as it is.</param>
internal sealed record SetVfRate(PciAddress Pf, uint? Port, int Vf, RateLimits Limits) : Operation
{
    /// <inheritdoc/>
    public override string Command => $"devlink port function rate set {VfPort.Handle(Pf, Port, Vf)} {Limits}";

    internal override int? VfIndex => Vf;

    /// <inheritdoc/>
    public override void Apply(SriovHost host, CancellationToken cancellation) =>
        host.Devlink.SetRate(VfPort.Find(host, Pf, Vf, Command), Limits);
}
