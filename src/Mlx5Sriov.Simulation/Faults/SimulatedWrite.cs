namespace Mlx5Sriov.Simulation.Faults;

/// <summary>One attempt to change something on a simulated host, through whatever seam it came.</summary>
/// <param name="Sequence">Its place among all attempts since the host was made, from 1.</param>
/// <param name="Act">The command that equals it: <c>echo 8 &gt; /sys/...</c>, <c>ip link set dev eth2 vf 3 trust on</c>.</param>
/// <param name="Target">What it was to change: an attribute's path, <c>eth2 vf 3</c>, <c>pci/0000:05:00.0</c>, a program's name.</param>
/// <param name="Value">
/// What it was to change it to: <c>8</c>, <c>trust on</c>, <c>mode switchdev</c>; null where there is no value, as when a rate node is deleted.
/// </param>
/// <param name="Refusal">
/// The kernel's error number where it refused, and then nothing was changed that came after the refusal; null where it did as told.
/// </param>
public sealed record SimulatedWrite(int Sequence, string Act, string Target, string? Value, Errno? Refusal);
