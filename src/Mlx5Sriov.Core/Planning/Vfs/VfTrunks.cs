using Mlx5Sriov.Inventory;
using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Inventory.Vfs;
using Mlx5Sriov.Planning.Routes;

namespace Mlx5Sriov.Planning.Vfs;

/// <summary>The trunks (VGT+) of one physical function's VFs, where its driver and e-switch mode offer any.</summary>
public sealed class VfTrunks
{
    private readonly VirtualFunctionReader _vfs;

    private VfTrunks(VirtualFunctionReader vfs) => _vfs = vfs;

    /// <summary>Opens the trunks of a physical function's VFs.</summary>
    /// <param name="snapshot">The host.</param>
    /// <param name="pf">One of its physical functions.</param>
    /// <param name="act">What is to be done with them, for the refusal: <c>read</c> or <c>set</c>.</param>
    /// <returns>The trunks.</returns>
    /// <exception cref="RefusedSettingException">There are none: the kernel's own driver, switchdev mode, or InfiniBand.</exception>
    /// <exception cref="DriverNotLoadedException">No driver is bound to the physical function.</exception>
    /// <exception cref="VfListIncompleteException">The kernel's VF list was cut, and no OFED tree completes it.</exception>
    /// <exception cref="KernelException">The kernel refused.</exception>
    public static VfTrunks Open(HostSnapshot snapshot, PfSite pf, string act)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(pf);
        var vfs = snapshot.OpenVfs(pf);
        _ = new SettingRoutes(PfFacts.Of(pf), act).Of(VfAttribute.Trunk, ChangeTarget.OfPort(pf.Name));
        return new VfTrunks(vfs);
    }

    /// <summary>Reads one VF's trunk, its place and what tags its packets, and nothing else.</summary>
    /// <param name="index">The VF's index, below the number enabled.</param>
    /// <returns>The trunk.</returns>
    /// <exception cref="VfIndexException">No such VF is enabled.</exception>
    /// <exception cref="RefusedSettingException">This release of the driver has no trunks.</exception>
    /// <exception cref="KernelException">The kernel refused.</exception>
    /// <exception cref="MalformedTextException">An attribute reads otherwise than any driver writes it.</exception>
    /// <remarks>Equivalent to: <c>cat /sys/class/net/PF/device/sriov/N/trunk</c>.</remarks>
    public VfTrunk Read(int index)
    {
        var vf = _vfs.ReadTagging(index);
        return new VfTrunk
        {
            Pf = vf.Pf,
            PfPciAddress = vf.PfPciAddress,
            Index = vf.Index,
            PciAddress = vf.PciAddress,
            Name = vf.Name,
            RdmaDevice = vf.RdmaDevice,
            VlanMode = vf.VlanMode,
            Trunk = vf.Trunk ?? throw new RefusedSettingException(RefusalReason.NeedsOfed, vf.Target,
                "a trunk (VGT+) cannot be read: this release of the driver does not offer it.", "Install MLNX_OFED 4.2 or later, or DOCA-OFED."),
        };
    }
}
