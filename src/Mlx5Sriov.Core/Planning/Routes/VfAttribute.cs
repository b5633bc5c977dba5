namespace Mlx5Sriov.Planning.Routes;

/// <summary>A VF's settings, as a route to the kernel is found for each.</summary>
internal enum VfAttribute
{
    Mac,
    Vlan,
    Trunk,
    SpoofCheck,
    Trust,
    LinkState,
    Rate,
    Group,
    RateNode,
    NodeGuid,
    PortGuid,
    Policy,
    RxMode,
}
