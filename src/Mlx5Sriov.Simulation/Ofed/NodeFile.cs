using Mlx5Sriov.Simulation.Adapter;
using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Sysfs;

namespace Mlx5Sriov.Simulation.Ofed;

/// <summary><c>node</c> of an Ethernet VF: the node GUID of its vport.</summary>
internal static class NodeFile
{
    public static string Show(SimulatedVport vport) => $"{vport.NodeGuid}\n";

    public static void Store(SimulatedVport vport, string text) => vport.NodeGuid = Scan(text);

    /// <summary><c>%02x:%02x:...</c>, eight octets of one or two digits.</summary>
    public static InfinibandGuid Scan(string text)
    {
        var scanner = new KernelScanner(text);
        ulong value = 0;
        for (var octet = 0; octet < 8; octet++)
        {
            if ((octet > 0 && !scanner.TryLiteral(":")) || !scanner.TryHexadecimal(out var number, width: 2)) throw new Refusal(Errno.EINVAL);
            value = (value << 8) | number;
        }

        return new InfinibandGuid(value);
    }
}
