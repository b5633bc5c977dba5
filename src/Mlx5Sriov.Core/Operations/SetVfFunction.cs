using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Devlink;

namespace Mlx5Sriov.Operations;

/// <summary>Sets attributes of the function behind a VF's devlink port: the way to a VF's MAC address in switchdev mode.</summary>
/// <param name="Pf">The physical function.</param>
/// <param name="Port">The port's index when it was planned, for the equivalent command; null where the port comes only with an earlier step.</param>
/// <param name="Vf">The VF's index, by which the port is found again.</param>
/// <param name="Wish">The attributes; null leaves one as it is.</param>
internal sealed record SetVfFunction(PciAddress Pf, uint? Port, int Vf, PortFunction Wish) : Operation
{
    /// <inheritdoc/>
    public override string Command => $"devlink port function set {VfPort.Handle(Pf, Port, Vf)} {Wish}";

    internal override int? VfIndex => Vf;

    /// <inheritdoc/>
    public override void Apply(SriovHost host, CancellationToken cancellation) =>
        host.Devlink.SetPortFunction(VfPort.Find(host, Pf, Vf, Command), Wish);
}
