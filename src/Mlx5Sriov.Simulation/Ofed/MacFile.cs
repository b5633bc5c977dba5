using Mlx5Sriov.Simulation.Adapter;
using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Sysfs;

namespace Mlx5Sriov.Simulation.Ofed;

/// <summary><c>mac</c>: six octets, of which each keeps its low 8 bits, or <c>Random</c>.</summary>
internal static class MacFile
{
    public static string Show(SimulatedVport vport) => "usage: write <LLADDR|Random> to set VF Mac Address\n";

    public static void Store(SimulatedVport vport, string text)
    {
        if (TryScan(text, out var mac)) vport.SetMac(mac);
        else if (SysfsText.Line(text) == "Random") vport.SetMac(vport.Eswitch.Machine.RandomMac());
        else throw new Refusal(Errno.EINVAL);
    }

    /// <summary><c>%hhx:%hhx:%hhx:%hhx:%hhx:%hhx</c></summary>
    private static bool TryScan(string text, out MacAddress mac)
    {
        var scanner = new KernelScanner(text);
        ulong value = 0;
        mac = default;
        for (var octet = 0; octet < 6; octet++)
        {
            if ((octet > 0 && !scanner.TryLiteral(":")) || !scanner.TryHexadecimal(out var number)) return false;
            value = (value << 8) | (byte)number;
        }

        mac = new MacAddress(value);
        return true;
    }
}
