namespace Mlx5Sriov.Simulation.Programs;

/// <summary>A virtual machine of a simulated host, with a socket for QMP.</summary>
/// <param name="Name">The guest's name.</param>
/// <param name="ProcessId">The id of its QEMU process. When that ends, the socket's path stays and refuses (ECONNREFUSED).</param>
/// <param name="QmpPath">The path of its QMP socket.</param>
public sealed record SimulatedGuest(string Name, int ProcessId, string QmpPath);
