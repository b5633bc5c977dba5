using Mlx5Sriov.Simulation.Adapter;
using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Sysfs;

namespace Mlx5Sriov.Simulation.Ofed;

/// <summary><c>link_state</c>, and the words that it shares with <c>policy</c> and <c>config</c>.</summary>
internal static class LinkStateFile
{
    public static string Show(SimulatedVport vport) => "usage: write <Up|Down|Follow> to set VF State\n";

    public static void Store(SimulatedVport vport, string text) => vport.SetLinkState(Parse(text));

    public static string Word(VfLinkState state) => state switch
    {
        VfLinkState.Auto => "Follow",
        VfLinkState.Enable => "Up",
        VfLinkState.Disable => "Down",
        _ => "Invalid policy",
    };

    public static VfLinkState Parse(string text) => SysfsText.Line(text) switch
    {
        "Follow" => VfLinkState.Auto,
        "Up" => VfLinkState.Enable,
        "Down" => VfLinkState.Disable,
        _ => throw new Refusal(Errno.EINVAL),
    };
}
