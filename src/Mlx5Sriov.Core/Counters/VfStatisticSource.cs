using System.ComponentModel;

namespace Mlx5Sriov.Counters;

/// <summary>What told a VF's counters.</summary>
[TypeConverter(typeof(WordConverter<VfStatisticSource>))]
public enum VfStatisticSource
{
    /// <summary>rtnetlink: the link of the physical function, with statistics.</summary>
    Netlink,

    /// <summary>The <c>stats</c> file in OFED's <c>device/sriov</c> tree, which counts two things more.</summary>
    Ofed,
}
