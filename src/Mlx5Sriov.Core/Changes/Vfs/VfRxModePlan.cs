using Mlx5Sriov.Changes.Operations;
using Mlx5Sriov.Inventory;

namespace Mlx5Sriov.Changes;

/// <summary>Plans what a VF's own net device receives beyond its addresses.</summary>
/// <remarks>
/// The physical function's driver grants it to a trusted VF alone, and silently ignores it for any other (esw_update_vport_rx_mode in mlx5's eswitch.c): so an
/// untrusted one is refused here.
/// </remarks>
internal static class VfRxModePlan
{
    public static bool IsWished(VfWish wish) => wish is not { Promiscuous: null, AllMulticast: null };

    /// <exception cref="RefusedSettingException">The VF is not trusted, or its net device is not here.</exception>
    /// <exception cref="Kernel.KernelException">The kernel refused to show the net device.</exception>
    public static IEnumerable<Change> Steps(HostSnapshot snapshot, VirtualFunction vf, VfWish wish)
    {
        if (!IsWished(wish)) return [];
        if ((wish.Promiscuous == OnOff.On || wish.AllMulticast == OnOff.On) && (wish.Trust ?? vf.Trust) != OnOff.On)
            throw new RefusedSettingException(RefusalReason.NotTrusted, $"{vf}", "it is not trusted, so that the driver would ignore its promiscuous or all-multicast reception.", "Trust it first: Enable-MlxVfTrust.");
        if (vf.Name is not { } name || snapshot.Link(name) is not { } link)
            throw new RefusedSettingException(RefusalReason.NoVfNetDevice, $"{vf}", $"its net device is not here{(vf.Holder is { } who ? $", but with {who}" : "")}.", "Set the mode where the net device is: in the guest or container that has it.");
        return [.. Step(RxMode.Promiscuous, wish.Promiscuous, link.IsPromiscuous), .. Step(RxMode.AllMulticast, wish.AllMulticast, link.IsAllMulticast)];

        IEnumerable<Change> Step(RxMode mode, OnOff? wished, bool isOn)
        {
            var old = isOn ? OnOff.On : OnOff.Off;
            if (wished is { } state && state != old)
                yield return new Change { Target = $"{vf}", Description = $"{mode}: {old} -> {state}", Operation = new SetVfRxMode(name, mode, state), Undo = [new SetVfRxMode(name, mode, old)] };
        }
    }
}
