using Mlx5Sriov.Inventory;
using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Operations;
using Mlx5Sriov.Planning.Routes;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Planning.Vfs;

/// <summary>Plans what a VF's own net device receives beyond its addresses.</summary>
/// <remarks>
/// The physical function's driver grants it to a trusted VF alone, and silently ignores it for any other (esw_update_vport_rx_mode in mlx5's eswitch.c): so an
/// untrusted one is refused here.
/// </remarks>
internal static class VfRxModePlan
{
    public static bool IsWished(VfWish wish) => wish is not { Promiscuous: null, AllMulticast: null };

    /// <summary>What is said of a VF whose net device ends: what it receives beyond its addresses is lost with it, and no undo brings it back.</summary>
    /// <param name="snapshot">The host.</param>
    /// <param name="vf">The VF.</param>
    /// <param name="with">What it ends with.</param>
    /// <returns>The sentence; null where there is nothing to lose.</returns>
    /// <exception cref="KernelException">The kernel refused to show the net device.</exception>
    public static string? Loss(HostSnapshot snapshot, VirtualFunction vf, string with = "the net device") =>
        Of(snapshot, vf) is { } modes ? $"{modes} reception ends with {with}, and is not restored." : null;

    // Promiscuous, all-multicast, or both; null for nothing that has an effect.
    private static string? Of(HostSnapshot snapshot, VirtualFunction vf)
    {
        if (vf is not { Trust: OnOff.On, Name: { } name } || snapshot.Link(name) is not { } link) return null;
        return (link.IsPromiscuous, link.IsAllMulticast) switch
        {
            (true, true) => "promiscuous and all-multicast",
            (true, _) => "promiscuous",
            (_, true) => "all-multicast",
            _ => null,
        };
    }

    /// <exception cref="RefusedSettingException">
    /// The port or the e-switch mode has no such reception, the VF is not trusted, or its net device is not here.
    /// </exception>
    /// <exception cref="KernelException">The kernel refused to show the net device.</exception>
    public static IEnumerable<Change> Steps(HostSnapshot snapshot, PfFacts pf, VirtualFunction vf, VfWish wish)
    {
        if (!IsWished(wish)) return [];
        var isTurnedOn = wish.Promiscuous == OnOff.On || wish.AllMulticast == OnOff.On;
        if (isTurnedOn) _ = new SettingRoutes(pf).Of(VfAttribute.RxMode, vf.Target);
        if (isTurnedOn && (wish.Trust ?? vf.Trust) != OnOff.On)
        {
            throw new RefusedSettingException(RefusalReason.NotTrusted, vf.Target,
                "it is not trusted, so that the driver would ignore its promiscuous or all-multicast reception.",
                "Trust it first.")
            {
                Remedy = new(RemedyKind.TrustVf),
            };
        }

        if (vf.Name is not { } name || snapshot.Link(name) is not { } link) throw NoNetDevice(vf);
        return [.. Step(RxMode.Promiscuous, wish.Promiscuous, link.IsPromiscuous), .. Step(RxMode.AllMulticast, wish.AllMulticast, link.IsAllMulticast)];

        IEnumerable<Change> Step(RxMode mode, OnOff? wished, bool isOn)
        {
            var old = isOn ? OnOff.On : OnOff.Off;
            if (wished is not { } state || state == old) yield break;
            yield return new Change(new SetVfRxMode(name, mode, state))
            {
                Target = vf.Target,
                Description = $"{mode}: {old} -> {state}",
                Undo = [new SetVfRxMode(name, mode, old)],
            };
        }
    }

    private static RefusedSettingException NoNetDevice(VirtualFunction vf) => vf switch
    {
        { Holder: { } who } => Refuse(vf, $"its net device is not here, but with {who}.",
            "Set the mode where the net device is: in the guest or container that has it."),
        { Driver: PfDiscovery.Driver } => Refuse(vf, "its net device is not here.",
            "Set the mode where the net device is: in the container that has it."),
        _ => Refuse(vf, $"it has no net device: {vf.Driver ?? "no driver"} is bound to it.",
            "Bind the driver that makes one: mlx5_core.", new Remedy(RemedyKind.BindNetDriver)),
    };

    private static RefusedSettingException Refuse(VirtualFunction vf, string message, string nextStep, Remedy? remedy = null) =>
        new(RefusalReason.NoVfNetDevice, vf.Target, message, nextStep) { Remedy = remedy };
}
