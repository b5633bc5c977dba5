namespace Mlx5Sriov.Kernel.Devlink;

/// <summary>The devlink interface of PCI devices: what <c>devlink</c> drives. A device without devlink is null or empty, never an error.</summary>
public interface IDevlink
{
    /// <summary>Reads a device's driver, PSID and firmware versions.</summary>
    /// <param name="device">The physical function.</param>
    /// <returns>The information, or null where the device has no devlink instance.</returns>
    /// <exception cref="KernelException">The driver refused.</exception>
    /// <remarks>Equivalent to: <c>devlink dev info pci/ADDRESS</c>.</remarks>
    DevlinkInfo? Info(PciAddress device);

    /// <summary>Reads a device's e-switch modes.</summary>
    /// <param name="device">The physical function.</param>
    /// <returns>The modes, or null where the device has no devlink instance or no e-switch.</returns>
    /// <exception cref="KernelException">EPERM without CAP_NET_ADMIN, which this look alone takes; or the driver refused.</exception>
    /// <remarks>Equivalent to: <c>devlink dev eswitch show pci/ADDRESS</c>.</remarks>
    Eswitch? Eswitch(PciAddress device);

    /// <summary>Changes the e-switch modes that are given.</summary>
    /// <param name="device">The physical function.</param>
    /// <param name="wish">The modes to set; null leaves one as it is.</param>
    /// <exception cref="KernelException">
    /// EBUSY while rate nodes exist or the e-switch is in use, EOPNOTSUPP for a mode that the hardware lacks, ENODEV without devlink.
    /// </exception>
    /// <remarks>Equivalent to: <c>devlink dev eswitch set pci/ADDRESS mode M inline-mode I encap-mode E</c>.</remarks>
    void SetEswitch(PciAddress device, Eswitch wish);

    /// <summary>Lists the ports of every PCI device, with the attributes of the functions behind them.</summary>
    /// <returns>The ports; empty where the kernel has no devlink.</returns>
    /// <exception cref="KernelException">The kernel refused.</exception>
    /// <remarks>Equivalent to: <c>devlink port show</c>.</remarks>
    IReadOnlyList<DevlinkPort> Ports();

    /// <summary>Sets the attributes that are given of the function behind a port.</summary>
    /// <param name="port">The port; a VF's exists only in switchdev mode.</param>
    /// <param name="wish">The attributes to set; null leaves one as it is.</param>
    /// <exception cref="KernelException">EINVAL for a bad address, EOPNOTSUPP for what driver or firmware lack, ENODEV for a port that is gone.</exception>
    /// <remarks>Equivalent to: <c>devlink port function set HANDLE hw_addr A roce R migratable M</c>.</remarks>
    void SetPortFunction(DevlinkPortHandle port, PortFunction wish);

    /// <summary>Lists the rate leaves (VF ports) and rate nodes (groups) of every PCI device.</summary>
    /// <returns>The rates; empty in legacy mode and where the kernel has no devlink.</returns>
    /// <exception cref="KernelException">The kernel refused.</exception>
    /// <remarks>Equivalent to: <c>devlink port function rate show</c>.</remarks>
    IReadOnlyList<DevlinkRate> Rates();

    /// <summary>Creates a rate node.</summary>
    /// <param name="device">The physical function, in switchdev mode.</param>
    /// <param name="name">The node's name; not all digits.</param>
    /// <param name="limits">Its limits; null for none.</param>
    /// <exception cref="KernelException">EEXIST, EOPNOTSUPP in legacy mode, EINVAL for rates not in whole Mbit/s or above the link's.</exception>
    /// <remarks>Equivalent to: <c>devlink port function rate add pci/ADDRESS/NAME tx_share S tx_max M</c>.</remarks>
    void AddRateNode(PciAddress device, string name, RateLimits limits);

    /// <summary>Sets the limits or the parent of a rate node.</summary>
    /// <param name="device">The physical function.</param>
    /// <param name="name">The node's name.</param>
    /// <param name="limits">What to set; null leaves one as it is.</param>
    /// <exception cref="KernelException">ENODEV for an unknown node, EINVAL for a bad rate.</exception>
    /// <remarks>Equivalent to: <c>devlink port function rate set pci/ADDRESS/NAME ...</c>.</remarks>
    void SetRate(PciAddress device, string name, RateLimits limits);

    /// <summary>Sets the limits or the parent of a VF's port.</summary>
    /// <param name="leaf">The VF's port.</param>
    /// <param name="limits">What to set; null leaves one as it is.</param>
    /// <exception cref="KernelException">ENODEV for an unknown port or parent, EINVAL for a bad rate.</exception>
    /// <remarks>Equivalent to: <c>devlink port function rate set HANDLE tx_share S tx_max M parent NODE|noparent</c>.</remarks>
    void SetRate(DevlinkPortHandle leaf, RateLimits limits);

    /// <summary>Deletes a rate node.</summary>
    /// <param name="device">The physical function.</param>
    /// <param name="name">The node's name.</param>
    /// <exception cref="KernelException">EBUSY while it has children, ENODEV for an unknown node.</exception>
    /// <remarks>Equivalent to: <c>devlink port function rate del pci/ADDRESS/NAME</c>.</remarks>
    void DeleteRateNode(PciAddress device, string name);
}
