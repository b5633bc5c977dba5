namespace Mlx5Sriov.Planning.Vfs;

/// <summary>One write to a trunk.</summary>
/// <param name="IsAdd">Whether VLANs are added, or removed.</param>
/// <param name="Range">The VLANs that the write names.</param>
/// <param name="Changed">Those of them that are known to change by it.</param>
/// <param name="IsKnown">Whether it is known of all of them; not where the driver cut its list.</param>
internal sealed record TrunkAct(bool IsAdd, VlanRange Range, VlanSet Changed, bool IsKnown);
