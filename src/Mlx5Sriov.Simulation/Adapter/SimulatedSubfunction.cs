namespace Mlx5Sriov.Simulation.Adapter;

/// <summary>A subfunction, as devlink knows it: its port on the e-switch.</summary>
/// <param name="Number">Its number, which who makes it chooses.</param>
/// <param name="PortIndex">The index of its devlink port.</param>
internal sealed record SimulatedSubfunction(uint Number, uint PortIndex);
