using Mlx5Sriov.Kernel;
using Mlx5Sriov.Ofed;

namespace Mlx5Sriov.Changes.Operations;

/// <summary>Makes one setting of one VF through its folder in the OFED driver's <c>sriov</c> tree.</summary>
/// <param name="Pf">The physical function.</param>
/// <param name="Vf">The VF's index.</param>
/// <param name="File">The attribute: <c>vlan</c>.</param>
/// <param name="Value">The text.</param>
public sealed record WriteVfFile(PciAddress Pf, int Vf, string File, string Value) : Operation
{
    /// <summary>The attribute that holds the trunk.</summary>
    internal const string Trunk = "trunk";

    /// <inheritdoc/>
    public override string Command => $"echo {Value} > {Path}";

    internal override int? VfIndex => Vf;

    private string Path => $"{OfedTree.Vf(Pf, Vf)}/{File}";

    /// <inheritdoc/>
    /// <exception cref="KernelException">The kernel refused.</exception>
    public override void Apply(SriovHost host, CancellationToken cancellation) => host.Sysfs.Write(Path, Value);

    /// <inheritdoc/>
    /// <remarks>
    /// In switchdev mode the driver takes a trunk without a word (mlx5_eswitch_add_vport_trunk_range in OFED's eswitch.c does not ask for the mode), where it
    /// has no effect, and the next change of the mode drops it.
    /// </remarks>
    /// <exception cref="RefusedSettingException">It is the trunk, and the e-switch is in switchdev mode by now.</exception>
    public override Operation Renewed(SriovHost host) =>
        File == Trunk && host.Devlink.Eswitch(Pf)?.Mode is { } mode and not EswitchMode.Legacy
            ? throw new RefusedSettingException(RefusalReason.NotInSwitchdev, $"{Pf} vf {Vf}", $"the e-switch is in {mode} mode by now, where a trunk has no effect.",
                "Put the e-switch back into legacy mode (Set-MlxPf -EswitchMode Legacy, or Undo-MlxChange of the change of the mode), then undo this change.")
            : this;
}
