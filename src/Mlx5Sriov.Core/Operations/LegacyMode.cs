using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Operations;

/// <summary>What an undo must not put back into an e-switch in switchdev mode.</summary>
/// <remarks>
/// There the driver takes a trunk, and a VLAN of 0, without a word and to no effect (mlx5_eswitch_add_vport_trunk_range in OFED's eswitch.c,
/// mlx5_eswitch_set_vport_vlan in esw/legacy.c), so that the undo would pass for done; and the next change of the mode drops the trunk.
/// </remarks>
internal static class LegacyMode
{
    /// <exception cref="RefusedSettingException">The e-switch is in another mode.</exception>
    public static void Require(SriovHost host, PciAddress pf, int vf, string what)
    {
        if (host.Devlink.Eswitch(pf)?.Mode is not ({ } mode and not EswitchMode.Legacy)) return;
        throw new RefusedSettingException(RefusalReason.NotInSwitchdev, ChangeTarget.OfVf($"{pf}", vf),
            $"the e-switch is in {mode} mode by now, where {what} has no effect.",
            "Put the e-switch back into legacy mode, then undo this change.")
        {
            Remedy = new(RemedyKind.UndoInLegacyMode),
        };
    }
}
