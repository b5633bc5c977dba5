namespace Mlx5Sriov.Simulation.Adapter;

/// <summary>
/// What the physical function's driver remembers of an InfiniBand VF over the VF's own life, and sends to the firmware again when it is enabled again.
/// </summary>
internal sealed class VfContext
{
    public InfinibandGuid NodeGuid { get; set; }

    public InfinibandGuid PortGuid { get; set; }

    /// <summary>The vport's policy, down until it is set.</summary>
    public VfLinkState Policy { get; set; } = VfLinkState.Disable;

    /// <summary>
    /// Whether the GUIDs were set through netlink: only then does netlink tell them (mlx5_ib_get_vf_guid, node_guid_valid and port_guid_valid).
    /// </summary>
    public bool TellsNodeGuid { get; set; }

    /// <inheritdoc cref="TellsNodeGuid"/>
    public bool TellsPortGuid { get; set; }
}
