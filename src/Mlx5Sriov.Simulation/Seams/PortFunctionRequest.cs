using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Simulation.Adapter;
using Mlx5Sriov.Simulation.Faults;

namespace Mlx5Sriov.Simulation.Seams;

/// <summary>What devlink does with the attributes of the function behind a port (net/devlink/port.c).</summary>
internal static class PortFunctionRequest
{
    /// <summary>Sets what is wished, in the kernel's order; what was set before a refusal stays set.</summary>
    /// <param name="port">A VF's port; null for one without a function behind it.</param>
    /// <param name="wish">What to set.</param>
    public static void Apply(SimulatedRepresentor? port, PortFunction wish)
    {
        if (port is null) throw new Refusal(Errno.EOPNOTSUPP, Unsupported(wish));
        var vport = port.Vport;
        if (wish.HardwareAddress is { } mac)
        {
            if (mac.IsMulticast) throw new Refusal(Errno.EINVAL, "Non-unicast hardware address unsupported");
            vport.SetMac(mac);
        }

        if (wish.Roce is { } roce) vport.SetRoce(roce == OnOff.On);
        if (wish.Migratable is { } migratable) vport.SetMigratable(migratable == OnOff.On);
        if (wish.MaxIoEventQueues is { } queues) vport.MaxIoEventQueues = queues;
    }

    private static string Unsupported(PortFunction wish) => wish switch
    {
        { HardwareAddress: not null } => "Port doesn't support function attributes",
        { Roce: not null } => "Port doesn't support RoCE function attribute",
        { Migratable: not null } => "Port doesn't support migratable function attribute",
        _ => "Function does not support max_io_eqs setting",
    };
}
