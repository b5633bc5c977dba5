namespace Mlx5Sriov.Plans;

/// <summary>What a step costs those who use the adapter; ordered from nothing to the worst.</summary>
public enum Disruption
{
    /// <summary>Nobody notices.</summary>
    None,

    /// <summary>Settings of VFs are lost, and restored by later steps if the plan says so.</summary>
    SettingsLost,

    /// <summary>A VF's traffic stops: its driver is unbound, its link goes down, its VLAN or MAC changes under it.</summary>
    VfTrafficStops,

    /// <summary>VFs or subfunctions are destroyed, and whoever uses them loses the device.</summary>
    VfsDestroyed,
}
