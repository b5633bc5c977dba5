using Mlx5Sriov.Inventory;
using Mlx5Sriov.Inventory.Vfs;
using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Operations;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Planning.Vfs;

/// <summary>
/// Plans a VF's driver: another one where that is wished, and the same again where it would not see a new address otherwise. A driver reads the MAC address
/// and the GUIDs when it binds.
/// </summary>
/// <param name="snapshot">The host.</param>
/// <param name="due">The steps that are due for the VF's settings.</param>
/// <param name="wish">The wish.</param>
internal sealed class VfDriverPlan(HostSnapshot snapshot, IReadOnlyList<Change> due, VfWish wish)
{
    private readonly bool _getsAddress = due.Any(s => s.Operation is SetVfLink { Setting: VfSetting.Mac or VfSetting.NodeGuid or VfSetting.PortGuid }
        or SetVfFunction { Wish.HardwareAddress: not null }
        or WriteVfFile { File: "mac" or "node" or "port" });

    /// <summary>Whether the driver has to be looked at.</summary>
    public bool MayChange => _getsAddress || wish.Driver is not null;

    /// <summary>The steps, with those about the driver before and after them; a warning where the driver will not see a new address.</summary>
    /// <remarks>
    /// The old driver goes before the first step and the new one comes after the last; the undo of the first, which runs
    /// last, binds the old one to the old address.
    /// </remarks>
    /// <exception cref="VfInUseException">A guest or another namespace uses the VF.</exception>
    public IReadOnlyList<Change> Around(IReadOnlyList<Change> steps, VirtualFunction vf, PlanWarnings warnings)
    {
        if (vf.PciAddress is not { } address) return steps;
        var only = snapshot.DriverOverrideOf(address);
        var isProbingOff = snapshot.Site(vf.PfPciAddress).AutoProbe is { KeepsFromBinding: true };
        var old = new SetVfDriver(vf.PfPciAddress, vf.Index, address, vf.Driver, only) { IsProbingOff = isProbingOff };
        var wished = wish.Driver is { } driver ? old with { Driver = VfDriverNames.Of(driver), Override = VfDriverNames.OverrideFor(driver) } : old;
        if (old == wished && (!_getsAddress || vf.Driver is null)) return steps;
        if (old == wished && !wish.Rebind)
        {
            warnings.Add(vf.Index, $"{vf.Driver} is bound and sees the new address only when it is bound again.", new Remedy(RemedyKind.BindAgain));
            return steps;
        }

        HeldVfs.ThrowIfHeld([vf], wish.Force, warnings);
        if (VfRxModePlan.Loss(snapshot, vf, "the driver's net device") is { } loss) warnings.Add(vf.Index, loss, new Remedy(RemedyKind.SetRxMode));
        if (wished.Override == only) wished = wished with { Override = null };
        if (vf.Driver is null) return [.. steps, Step("none", wished, [old], vf)];
        Change[] bind = wished.Driver is null ? [] : [Step("none", wished, [], vf)];
        var unbind = wished with { Driver = null, Override = bind.Length == 0 ? wished.Override : null };

        // Where the old driver must not see another address, it is left alone if it was never unbound.
        return [Step(vf.Driver, unbind, _getsAddress ? [unbind, old] : [old], vf), .. steps, .. bind];
    }

    private static Change Step(string from, SetVfDriver to, IReadOnlyList<SetVfDriver> undo, VirtualFunction vf) => new(to)
    {
        Target = vf.Target,
        Description = $"Driver: {from} -> {to.Driver ?? "none"}",
        Undo = undo,
        Disruption = Disruption.VfTrafficStops,
        Affected = vf.Holder is { } who ? [$"{vf}: {who}"] : [],
    };
}
