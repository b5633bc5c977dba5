using Mlx5Sriov.Simulation.Adapter;
using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Sysfs;

namespace Mlx5Sriov.Simulation.Ofed;

/// <summary><c>spoofcheck</c> and <c>trust</c>: <c>ON</c> or <c>OFF</c>, in capitals.</summary>
internal static class SwitchFiles
{
    public static string ShowSpoofCheck(SimulatedVport vport) => "usage: write <ON|OFF> to enable|disable VF SpoofCheck\n";

    public static void StoreSpoofCheck(SimulatedVport vport, string text) => vport.SetSpoofCheck(Parse(text));

    public static string ShowTrust(SimulatedVport vport) => "usage: write <ON|OFF> to trust|untrust VF\n";

    public static void StoreTrust(SimulatedVport vport, string text) => vport.SetTrust(Parse(text));

    public static string Word(bool on) => on ? "ON" : "OFF";

    private static bool Parse(string text) => SysfsText.Line(text) switch
    {
        "ON" => true,
        "OFF" => false,
        _ => throw new Refusal(Errno.EINVAL),
    };
}
