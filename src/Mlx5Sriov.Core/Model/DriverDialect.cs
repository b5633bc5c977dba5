using System.ComponentModel;

namespace Mlx5Sriov.Model;

/// <summary>Which mlx5_core drives a port, and so which files and acts it offers.</summary>
[TypeConverter(typeof(WordConverter<DriverDialect>))]
public enum DriverDialect
{
    /// <summary>The kernel's own driver: <c>ip</c> and <c>devlink</c> only.</summary>
    Inbox,

    /// <summary>MLNX_OFED or DOCA-OFED: also the <c>device/sriov</c> tree, with trunks, groups and policies.</summary>
    Ofed,
}
