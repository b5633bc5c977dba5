using Mlx5Sriov.Ofed;
using Mlx5Sriov.Planning.Routes;

namespace Mlx5Sriov.Planning.Vfs;

/// <summary>What is refused before anything is written, because the kernel would refuse it late, wrap it silently, or do harm.</summary>
/// <remarks>Ranges: mlx5's esw/legacy.c and OFED's sriov_sysfs.c, which parse into u16 and u8 and let larger numbers wrap.</remarks>
internal static class SettingRules
{
    private const int MaxVlan = 4094;

    /// <exception cref="RefusedSettingException">A rule is broken.</exception>
    public static void Check(VfWish wish, VirtualFunction vf, PfFacts pf)
    {
        var target = vf.Target;
        if (wish.MacAddress is { IsMulticast: true } mac)
        {
            throw new RefusedSettingException(RefusalReason.MulticastMac, target,
                $"{mac} is a multicast address (its first octet is odd).",
                "Use a unicast address, such as one that begins with 02.");
        }

        if (wish.VlanId is < 0 or > MaxVlan)
        {
            throw new RefusedSettingException(RefusalReason.VlanOutOfRange, target,
                $"VLAN {wish.VlanId} is not 0-{MaxVlan}; 4095 is reserved.",
                "Use 1-4094, or 0 to return to VGT.");
        }

        if (wish.Qos is < 0 or > OfedWords.MaxQos)
            throw new RefusedSettingException(RefusalReason.QosOutOfRange, target, $"priority {wish.Qos} is not 0-{OfedWords.MaxQos}.", "Use 0-7.");
        if (wish is ({ VlanId: > 0 } or { Qos: > 0 }) and ({ Trunk.IsEmpty: false } or { TrunkAdded.IsEmpty: false }))
        {
            throw new RefusedSettingException(RefusalReason.VlanAndTrunk, target,
                "a VST VLAN or priority and a trunk (VGT+) exclude each other.",
                "Set one of them.");
        }

        if (wish.VlanProtocol == VlanProtocol.Dot1Ad && pf.Dialect != DriverDialect.Ofed)
        {
            throw new RefusedSettingException(RefusalReason.ProtocolNotSupported, target,
                "the kernel's own driver tags with 802.1Q only.",
                "Use 802.1Q, or an OFED driver with firmware that can.");
        }

        if (wish is { VlanProtocol: not null, VlanId: null, Qos: null } && VstTag.Of(vf).IsVgt)
        {
            throw new RefusedSettingException(RefusalReason.ProtocolNeedsVlan, target,
                "a tag protocol does nothing without a VLAN, and it has none.",
                "Give the VLAN too.")
            {
                Remedy = new(RemedyKind.GiveVlan),
            };
        }

        foreach (var guid in new[] { wish.NodeGuid, wish.PortGuid })
        {
            if (guid is { Value: ulong.MaxValue })
            {
                throw new RefusedSettingException(RefusalReason.GuidInvalid, target,
                    $"{guid} is no GUID that a port can have: subnet managers do not take it.",
                    "Use one of your own, or 00:00:00:00:00:00:00:00 for none.");
            }
        }

        RateRules.Check(wish.MinTxRate, wish.MaxTxRate, vf.MinTxRate, vf.MaxTxRate, pf, target);
    }
}
