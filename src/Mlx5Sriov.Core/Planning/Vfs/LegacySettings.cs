namespace Mlx5Sriov.Planning.Vfs;

/// <summary>The settings of a VF that legacy mode alone has; in switchdev mode rules on the VF's representor take their place.</summary>
/// <remarks>mlx5's esw/legacy.c: VLAN, trunk, spoof check, trust and link state are EOPNOTSUPP in switchdev mode.</remarks>
internal static class LegacySettings
{
    /// <summary>Those that a VF has, as a list of words; null for none.</summary>
    /// <returns><c>VLAN 100 qos 3, trust</c>.</returns>
    public static string? Of(VirtualFunction vf)
    {
        string?[] words =
        [
            VstTag.Of(vf) is { IsVgt: false } tag ? $"VLAN {tag}" : null,
            vf.Trunk is { Vlans.IsEmpty: false } trunk ? $"trunk {trunk}" : null,
            vf.SpoofCheck == OnOff.On ? "spoof check" : null,
            vf.Trust == OnOff.On ? "trust" : null,
            vf.LinkState is { } state && state != VfLinkState.Auto ? $"link state {state}" : null,
        ];
        var list = string.Join(", ", words.OfType<string>());
        return list.Length == 0 ? null : list;
    }
}
