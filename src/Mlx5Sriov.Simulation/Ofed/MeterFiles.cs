using System.Globalization;

using Mlx5Sriov.Simulation.Adapter;
using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Sysfs;

namespace Mlx5Sriov.Simulation.Ofed;

/// <summary><c>meters/{rx,tx}/{bps,pps}</c>: flow meters, which the driver has in switchdev mode only.</summary>
internal static class MeterFiles
{
    public static SysfsDirectory Of(SimulatedVport vport) => new FixedDirectory
    {
        { "rx", Direction(vport, "rx") },
        { "tx", Direction(vport, "tx") },
    };

    private static FixedDirectory Direction(SimulatedVport vport, string direction) => new()
    {
        { "bps", Meter(vport, $"{direction}/bps") },
        { "pps", Meter(vport, $"{direction}/pps") },
    };

    private static FixedDirectory Meter(SimulatedVport vport, string meter) => new()
    {
        { "rate", Value(vport, $"{meter}/rate") },
        { "burst", Value(vport, $"{meter}/burst") },
        { "bytes_dropped", Counter(vport) },
        { "packets_dropped", Counter(vport) },
    };

    private static SysfsAttribute Value(SimulatedVport vport, string path) => new(
        () =>
        {
            RefuseInLegacy(vport);
            return vport.Meters[path].ToString(CultureInfo.InvariantCulture) + '\n';
        },
        text =>
        {
            var value = KernelNumber.Parse(text, long.MinValue, long.MaxValue);
            if (value < 0) throw new Refusal(Errno.EINVAL);
            RefuseInLegacy(vport);
            vport.Meters[path] = value;
        });

    private static SysfsAttribute Counter(SimulatedVport vport) => new(
        () =>
        {
            RefuseInLegacy(vport);
            return "0\n";
        },
        text => ReadOnlyFile.StoreCounter(vport, text));

    private static void RefuseInLegacy(SimulatedVport vport)
    {
        if (!vport.Eswitch.IsSwitchdev) throw new Refusal(Errno.EOPNOTSUPP);
    }
}
