namespace Mlx5Sriov.Simulation.Machine;

/// <summary>An RDMA device.</summary>
internal sealed record RdmaDevice(int Number, PciFunction Function, RdmaTraits Traits)
{
    public string Name => $"mlx5_{Number}";

    /// <summary>The device by which programs use it: <c>/dev/infiniband/uverbs0</c>.</summary>
    public string VerbsDevice => $"uverbs{Number}";

    /// <summary>The device's directory below <c>/sys</c>.</summary>
    public string Path => $"{Function.Path}/infiniband/{Name}";
}
