using Mlx5Sriov.Changes.Operations;
using Mlx5Sriov.Inventory;

namespace Mlx5Sriov.Changes;

/// <summary>A VF's driver reads its MAC address and GUIDs when it binds, so a bound one keeps the old ones until it is bound anew.</summary>
/// <param name="snapshot">The host.</param>
/// <param name="due">The steps that are due.</param>
/// <param name="wish">The wish.</param>
internal sealed class VfRebind(HostSnapshot snapshot, IReadOnlyList<Change> due, VfWish wish)
{
    /// <summary>Whether a step gives the VF another address.</summary>
    public bool IsNeeded { get; } = due.Any(s => s.Operation is SetVfLink { Setting: Kernel.VfSetting.Mac or Kernel.VfSetting.NodeGuid or Kernel.VfSetting.PortGuid }
        or SetVfFunction { Wish.HardwareAddress: not null }
        || (s.Operation is WriteSysfs { Path: var path } && path[(path.LastIndexOf('/') + 1)..] is "mac" or "node" or "port"));

    /// <summary>The steps between those that unbind the VF's driver and bind it again, where that is wished; else as they are, and a warning if it is bound at all.</summary>
    /// <remarks>The driver goes before the first step and comes after the last; the undo of the first, which runs last, binds it anew to the old address.</remarks>
    /// <exception cref="VfInUseException">A guest or another namespace uses the VF.</exception>
    public IReadOnlyList<Change> Around(IReadOnlyList<Change> steps, VirtualFunction vf, List<string> warnings)
    {
        if (!IsNeeded || vf is not { Driver: { } driver, PciAddress: { } address }) return steps;
        if (!wish.Rebind)
        {
            warnings.Add($"{vf}: {driver} is bound to it and sees the new address only when it is bound anew: use -Rebind, or restart the guest.");
            return steps;
        }

        VfInUseException.ThrowIfHeld([vf]);
        var keep = snapshot.DriverOverrideOf(address);
        var (unbind, bind) = (new SetVfDriver(address, null, keep), new SetVfDriver(address, driver, keep));
        return [Step("unbind", unbind, [unbind, bind]), .. steps, Step("bind", bind, [])];

        Change Step(string act, SetVfDriver operation, IReadOnlyList<SetVfDriver> undo) =>
            new() { Target = $"{vf}", Description = $"Driver: {act} {driver}", Operation = operation, Undo = undo, Disruption = Disruption.VfTrafficStops };
    }
}
