namespace Mlx5Sriov.Rates;

/// <summary>What the VFs of a port get.</summary>
/// <param name="Vfs">The VFs.</param>
/// <param name="Warnings">Settings that do not do what they seem to say, each as a sentence.</param>
public sealed record PortBandwidth(IReadOnlyList<VfBandwidth> Vfs, IReadOnlyList<string> Warnings);
