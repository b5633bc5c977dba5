namespace Mlx5Sriov.Simulation.Machine;

/// <summary>What a driver tells of an RDMA device when it registers it.</summary>
internal sealed record RdmaTraits
{
    public required InfinibandGuid NodeGuid { get; init; }

    /// <summary>The GUID that all devices of an adapter share.</summary>
    public required InfinibandGuid SystemImageGuid { get; init; }

    public required LinkLayer LinkLayer { get; init; }

    /// <summary>The kind of the adapter: <c>MT4129</c>.</summary>
    public required string HcaType { get; init; }

    /// <summary>The vendor's number of the board (PSID).</summary>
    public required string BoardId { get; init; }

    public required string Firmware { get; init; }

    /// <summary>The LID of the subnet's manager; 0 where there is none, and on Ethernet.</summary>
    public int SubnetManagerLid { get; init; }
}
