using Mlx5Sriov.Inventory.Filters;
using Mlx5Sriov.Inventory.Ports;

namespace Mlx5Sriov.Planning.Ports;

/// <summary>The rule that an e-switch changes its modes only while the adapter carries out no flows.</summary>
/// <remarks>
/// mlx5e_configure_flower in mlx5's en_tc.c counts each flow as a user of the e-switch, and mlx5_devlink_eswitch_mode_set refuses a mode with EBUSY
/// while there are any (mlx5_esw_try_lock, since Linux 5.12; "E-Switch is busy"). In switchdev mode the inline and the encapsulation mode are
/// EOPNOTSUPP then ("when flows are configured", eswitch_offloads.c).
/// </remarks>
internal static class FiltersInHardware
{
    /// <summary>The ports that hold a mode. Filters on representors that end before are no matter.</summary>
    public static FilteredPort[] Of(FilteredPorts ports, bool vfsEndBefore) =>
        [.. ports.Seen.Where(port => port.Kind != FilteredPortKind.Elsewhere && Count(port) > 0 && !(vfsEndBefore && port.Kind == FilteredPortKind.Vf))];

    /// <summary>The refusal that names them.</summary>
    public static RefusedSettingException Refusal(PfSite pf, FilteredPort[] ports) => new(RefusalReason.FiltersInHardware, ChangeTarget.OfPort(pf.Name),
        $"the modes of the e-switch cannot change while the adapter carries out tc filters: {string.Join(", ", ports.Select(p => $"{Count(p)} on {p.Name}"))}.",
        "Delete them first: tc filter del dev NAME ingress. Where Open vSwitch made them, take its ports away or stop it.");

    private static int Count(FilteredPort port) => port.Filters.Count(f => f is { Classifier: "flower", IsInHardware: true });
}
