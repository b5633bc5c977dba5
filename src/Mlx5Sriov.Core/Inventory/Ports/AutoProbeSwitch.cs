using System.Globalization;

using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Sysfs;

namespace Mlx5Sriov.Inventory.Ports;

/// <summary>The switch that decides whether new VFs are probed, and how it stands.</summary>
/// <param name="Path">The attribute.</param>
/// <param name="State">On or off.</param>
/// <param name="KeepsDriverAway">Whether a new VF gets no driver at all while it is off.</param>
/// <remarks>
/// The PCI core's <c>sriov_drivers_autoprobe</c> is there since Linux 4.12. MLNX_OFED 4.1 to 5.7 has mlx5_core's parameter <c>probe_vf</c>, for all physical
/// functions alike: with it off mlx5_core binds a VF but leaves it idle.
/// </remarks>
internal sealed record AutoProbeSwitch(string Path, OnOff State, bool KeepsDriverAway)
{
    /// <summary>Whether a VF gets no driver but one that driver_override names, even by hand.</summary>
    public bool KeepsFromBinding => State == OnOff.Off && KeepsDriverAway;

    private const string ProbeVf = "/sys/module/mlx5_core/parameters/probe_vf";

    public static AutoProbeSwitch? Read(IKernelFiles sysfs, PciAddress pf)
    {
        var path = $"{SysfsPath.Pci(pf)}/sriov_drivers_autoprobe";
        if (sysfs.ReadCount(path) is { } flag) return new AutoProbeSwitch(path, flag == 0 ? OnOff.Off : OnOff.On, KeepsDriverAway: true);
        return sysfs.ReadValue(ProbeVf) switch
        {
            null => null,
            "N" or "0" => new AutoProbeSwitch(ProbeVf, OnOff.Off, KeepsDriverAway: false),
            _ => new AutoProbeSwitch(ProbeVf, OnOff.On, KeepsDriverAway: false),
        };
    }

    /// <summary>The attributes that can be a physical function's switch.</summary>
    public static string[] Paths(PciAddress pf) => [$"{SysfsPath.Pci(pf)}/sriov_drivers_autoprobe", ProbeVf];

    /// <summary>What is written for a state.</summary>
    public static string Text(OnOff state) => ((int)state).ToString(CultureInfo.InvariantCulture);
}
