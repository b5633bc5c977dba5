using System.Runtime.InteropServices;

using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Kernel.Linux.Netlink;

using static Mlx5Sriov.Kernel.Linux.Route.RouteHeader;

namespace Mlx5Sriov.Kernel.Linux.Route;

/// <summary>IFLA_VF_RATE: struct ifla_vf_rate, both rates in Mbit/s; zero for none.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct VfRate
{
    private uint _vf;
    private uint _min;
    private uint _max;

    public static (Bandwidth Min, Bandwidth Max) Read(AttributeReader attribute)
    {
        var value = attribute.Value<VfRate>();
        return (Bandwidth.FromMegabits(value._min), Bandwidth.FromMegabits(value._max));
    }

    public static void Write(MessageWriter request, uint vf, VfSetting.Rate rate) =>
        request.Add(IFLA_VF_RATE, new VfRate { _vf = vf, _min = Megabits(rate.Min), _max = Megabits(rate.Max) });

    private static uint Megabits(Bandwidth rate)
    {
        if (!rate.IsWholeMegabits) throw new ArgumentException($"{rate} is not a whole number of Mbit/s, the unit in which a VF's rate is set.", nameof(rate));
        if (rate.WholeMegabits > uint.MaxValue)
            throw new ArgumentOutOfRangeException(nameof(rate), $"{rate} is beyond the {uint.MaxValue} Mbit/s that a VF's rate can be set to.");
        return (uint)rate.WholeMegabits;
    }
}
