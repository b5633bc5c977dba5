using Mlx5Sriov.Simulation.Adapter;
using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Sysfs;

namespace Mlx5Sriov.Simulation.Ofed;

/// <summary><c>vlan</c>: VLAN, priority, and perhaps the tag protocol; the numbers wrap at 16 and 8 bits.</summary>
internal static class VlanFile
{
    public static string Show(SimulatedVport vport) =>
        "usage: write <Vlan:Qos[:Proto]> to set VF Vlan, Qos, and optionally Vlan Protocol (default 802.1Q)\n";

    /// <summary>
    /// <c>%hu:%hhu:802.%4s</c>, and where that does not fit <c>%hu:%hhu</c>: a third field that does not begin like a protocol is not looked at.
    /// </summary>
    public static void Store(SimulatedVport vport, string text)
    {
        var scanner = new KernelScanner(text);
        if (!scanner.TryDecimal(out var vlanId) || !scanner.TryLiteral(":") || !scanner.TryDecimal(out var qos)) throw new Refusal(Errno.EINVAL);
        var protocol = scanner.TryLiteral(":802.") && scanner.TryWord(4, out var name) ? Protocol(name) : VlanProtocol.Dot1Q;
        vport.SetVlan((ushort)vlanId, (byte)qos, protocol);
    }

    private static VlanProtocol Protocol(string name) => name switch
    {
        "1AD" or "1ad" => VlanProtocol.Dot1Ad,
        "1Q" or "1q" => VlanProtocol.Dot1Q,
        _ => throw new Refusal(Errno.EINVAL),
    };
}
