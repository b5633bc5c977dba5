namespace Mlx5Sriov.Planning.Vfs;

/// <summary>What the e-switch puts on a VF's packets.</summary>
/// <param name="Id">The VLAN; 0 for none.</param>
/// <param name="Qos">The priority.</param>
/// <param name="Protocol">The tag protocol.</param>
internal readonly record struct VstTag(int Id, int Qos, VlanProtocol Protocol)
{
    /// <summary>No tag: VGT.</summary>
    public static VstTag None => new(0, 0, VlanProtocol.Dot1Q);

    /// <summary>Whether the guest tags.</summary>
    public bool IsVgt => Id == 0 && Qos == 0;

    public static VstTag Of(VirtualFunction vf) => new(vf.VlanId ?? 0, vf.Qos ?? 0, vf.VlanProtocol ?? VlanProtocol.Dot1Q);

    /// <summary>The tag that a wish leads to; VLAN 0 ends VST whole, unless a priority is wished with it.</summary>
    public static VstTag Wished(VfWish wish, VstTag old)
    {
        if (wish is { VlanId: null, Qos: null, VlanProtocol: null }) return old;
        if (wish is { VlanId: 0, Qos: null }) return None;
        var tag = new VstTag(wish.VlanId ?? old.Id, wish.Qos ?? old.Qos, wish.VlanProtocol ?? old.Protocol);
        return tag.IsVgt ? None : tag;
    }

    public override string ToString() => IsVgt ? "VGT" : $"{Id}" + (Qos == 0 ? "" : $" qos {Qos}") + (Protocol == VlanProtocol.Dot1Ad ? " 802.1ad" : "");
}
