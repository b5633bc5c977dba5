using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Lab;

/// <summary>The kernel's own driver.</summary>
internal sealed class InboxDifferential() : DifferentialSuite(isOfed: false, SimulationProfile.ConnectX7Inbox, firstSeed: 101, sequences: 6);
