namespace Mlx5Sriov.Planning.Routes;

/// <summary>The ways by which a VF's setting reaches the kernel.</summary>
internal enum SettingRoute
{
    /// <summary>The physical function's link: <c>ip link set dev PF vf N ...</c>.</summary>
    Link,

    /// <summary>The function behind the VF's devlink port: <c>devlink port function set</c>.</summary>
    PortFunction,

    /// <summary>The rate leaf of the VF's devlink port: <c>devlink port function rate set</c>.</summary>
    DevlinkRate,

    /// <summary>A file of the OFED tree: <c>echo ... > device/sriov/N/...</c>.</summary>
    Ofed,
}
