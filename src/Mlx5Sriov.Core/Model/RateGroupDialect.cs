using System.ComponentModel;

namespace Mlx5Sriov.Model;

/// <summary>The two ways in which a driver offers rate groups. A VF is in one group at most, so the two are never mixed on one VF.</summary>
[TypeConverter(typeof(WordConverter<RateGroupDialect>))]
public enum RateGroupDialect
{
    /// <summary>OFED's numbered groups, <c>sriov/groups/7</c>, in legacy and in switchdev mode. A group lives as long as it has members.</summary>
    Ofed,

    /// <summary>devlink's named rate nodes, <c>pci/0000:05:00.0/gold</c>, in switchdev mode. A node lives until it is deleted.</summary>
    Devlink,
}
