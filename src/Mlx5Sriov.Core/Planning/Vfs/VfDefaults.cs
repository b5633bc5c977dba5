namespace Mlx5Sriov.Planning.Vfs;

/// <summary>The settings of a VF that is new.</summary>
/// <remarks>mlx5_eswitch_enable_sriov on zeroed vports in mlx5's eswitch.c: no address, no tag, nothing limited, the link follows the port's.</remarks>
internal static class VfDefaults
{
    /// <summary>A VF with the settings of a new one; a setting that it does not have stays null.</summary>
    public static VirtualFunction Of(VirtualFunction vf) => vf with
    {
        MacAddress = vf.MacAddress is null ? null : MacAddress.Zero,
        VlanMode = vf.VlanMode is null ? null : VlanMode.Vgt,
        VlanId = vf.VlanId is null ? null : 0,
        Qos = vf.Qos is null ? null : 0,
        VlanProtocol = null,
        Trunk = vf.Trunk is null ? null : new VlanTrunk(VlanSet.Empty, IsComplete: true),
        SpoofCheck = vf.SpoofCheck is null ? null : OnOff.Off,
        Trust = vf.Trust is null ? null : OnOff.Off,
        LinkState = vf.LinkState is null ? null : VfLinkState.Auto,
        MinTxRate = vf.MinTxRate is null ? null : Bandwidth.Zero,
        MaxTxRate = vf.MaxTxRate is null ? null : Bandwidth.Zero,
        RateGroup = null,
        NodeGuid = vf.NodeGuid is null ? null : default(InfinibandGuid),
        PortGuid = vf.PortGuid is null ? null : default(InfinibandGuid),
        Policy = vf.Policy is null ? null : VfLinkState.Disable,
    };
}
