namespace Mlx5Sriov.Kernel.Devlink;

/// <summary>The kinds of devlink port. The numbers are the kernel's <c>DEVLINK_PORT_FLAVOUR_*</c> (include/uapi/linux/devlink.h).</summary>
public enum DevlinkPortFlavour
{
    /// <summary>A port with a plug: the uplink.</summary>
    Physical = 0,

    /// <summary>The CPU's port of a DSA switch.</summary>
    Cpu = 1,

    /// <summary>A port between DSA switches.</summary>
    Dsa = 2,

    /// <summary>A physical function of another host (BlueField).</summary>
    PciPf = 3,

    /// <summary>A VF's representor.</summary>
    PciVf = 4,

    /// <summary>The only port of a VF's own device.</summary>
    Virtual = 5,

    /// <summary>A port that is not used.</summary>
    Unused = 6,

    /// <summary>A scalable function's representor.</summary>
    PciSf = 7,
}
