using System.Globalization;
using System.Text;

using Mlx5Sriov.Simulation.Adapter;
using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Sysfs;

namespace Mlx5Sriov.Simulation.Ofed;

/// <summary><c>trunk</c>: the VLANs of VGT+, every one by its number, as many as go into a page.</summary>
internal static class TrunkFile
{
    /// <summary>A page less the zero byte that ends it.</summary>
    private const int MaxLength = 4095;

    public static string Show(SimulatedVport vport)
    {
        if (!vport.HasTrunk) return "";
        var text = new StringBuilder("Allowed 802.1Q VLANs:");
        foreach (var id in vport.Trunk) text.Append(CultureInfo.InvariantCulture, $" {id}");
        text.Append('\n');
        return text.Length > MaxLength ? text.ToString(0, MaxLength) : text.ToString();
    }

    /// <summary><c>%4s %hu %hu</c>: what follows is ignored.</summary>
    public static void Store(SimulatedVport vport, string text)
    {
        var scanner = new KernelScanner(text);
        if (!scanner.TryWord(4, out var verb) || !scanner.TryDecimal(out var first) || !scanner.TryDecimal(out var last)) throw new Refusal(Errno.EINVAL);
        switch (verb)
        {
            case "add":
                vport.AddToTrunk((ushort)first, (ushort)last);
                break;
            case "rem":
                vport.RemoveFromTrunk((ushort)first, (ushort)last);
                break;
            default:
                throw new Refusal(Errno.EINVAL);
        }
    }
}
