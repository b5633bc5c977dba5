using Mlx5Sriov.Simulation.Adapter;
using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Sysfs;

namespace Mlx5Sriov.Simulation.Ofed;

/// <summary><c>max_tx_rate</c> and <c>min_tx_rate</c> of a VF, in Mbit/s. Neither is held against the other, nor against the link's speed.</summary>
internal static class RateFiles
{
    public static string ShowMax(SimulatedVport vport) => "usage: write <Rate (Mbit/s)> to set VF max rate\n";

    public static void StoreMax(SimulatedVport vport, string text) => vport.Eswitch.Scheduler.SetMaxRate(vport.Seat, Parse(vport, text));

    public static string ShowMin(SimulatedVport vport) => "usage: write <Rate (Mbit/s)> to set VF min rate\n";

    public static void StoreMin(SimulatedVport vport, string text) => vport.Eswitch.Scheduler.SetMinRate(vport.Seat, Parse(vport, text));

    /// <summary><c>%u</c>: what follows the digits is ignored, and the number wraps at 32 bits.</summary>
    public static uint Scan(string text) =>
        new KernelScanner(text).TryDecimal(out var number) ? (uint)number : throw new Refusal(Errno.EINVAL);

    private static uint Parse(SimulatedVport vport, string text) => vport.Eswitch.Release.ReadsRatesStrictly
        ? (uint)KernelNumber.Parse(text, uint.MinValue, uint.MaxValue)
        : Scan(text);
}
