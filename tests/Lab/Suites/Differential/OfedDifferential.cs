using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Lab;

/// <summary>OFED's driver.</summary>
internal sealed class OfedDifferential() : DifferentialSuite(isOfed: true, SimulationProfile.ConnectX7, firstSeed: 1, sequences: 10);
