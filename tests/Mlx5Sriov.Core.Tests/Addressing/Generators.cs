using FsCheck;
using FsCheck.Fluent;

namespace Mlx5Sriov.Tests.Addressing;

/// <summary>Random values of every address type, for properties; numbers near the edges are as likely as those between.</summary>
public static class Generators
{
    public static Arbitrary<PciAddress> Pci() => Arb.From(
        from domain in Gen.OneOf(Gen.Choose(0, 3), Gen.Choose(0, 0xFFFF), Gen.Choose(0, int.MaxValue), Gen.Constant(int.MaxValue))
        from bus in Gen.Choose(0, 255)
        from device in Gen.Choose(0, 31)
        from function in Gen.Choose(0, 7)
        select new PciAddress(domain, (byte)bus, (byte)device, (byte)function));

    public static Arbitrary<MacAddress> Mac() => Arb.From(Word.Select(value => new MacAddress(value & 0xFFFF_FFFF_FFFF)));

    public static Arbitrary<InfinibandGuid> Guid() => Arb.From(Word.Select(value => new InfinibandGuid(value)));

    public static Arbitrary<VlanRange> Range() => Arb.From(AnyRange);

    public static Arbitrary<VlanSet> Set() => Arb.From(AnyRange.ListOf().Select(ranges => new VlanSet(ranges)));

    public static Arbitrary<Bandwidth> Rate() => Arb.From(Gen.OneOf(
        Gen.Choose(0, int.MaxValue).Select(bits => Bandwidth.FromBits(bits)),
        Gen.Choose(0, int.MaxValue).Select(kilobits => Bandwidth.FromBits(kilobits * 1000L)),
        Gen.Choose(0, 1_000_000).Select(megabits => Bandwidth.FromMegabits(megabits)),
        Gen.Choose(0, 800).Select(gigabits => Bandwidth.FromMegabits(gigabits * 1000L)),
        Word.Select(bits => Bandwidth.FromBits((long)(bits >> 1))),
        Gen.Elements(0, 1, long.MaxValue).Select(Bandwidth.FromBits)));

    private static Gen<ulong> Word => Gen.OneOf(
        Gen.Elements(0UL, 1UL, ulong.MaxValue),
        from high in Gen.Choose(int.MinValue, int.MaxValue)
        from low in Gen.Choose(int.MinValue, int.MaxValue)
        select ((ulong)(uint)high << 32) | (uint)low);

    // Ids crowd near 0 and 4095 in half of the cases, so that ranges touch, overlap and reach the edges.
    private static Gen<VlanRange> AnyRange =>
        from start in Gen.OneOf(Gen.Choose(0, 40), Gen.Choose(0, VlanRange.MaxId), Gen.Choose(VlanRange.MaxId - 40, VlanRange.MaxId))
        from length in Gen.OneOf(Gen.Choose(0, 8), Gen.Choose(0, 8), Gen.Choose(0, VlanRange.MaxId))
        select new VlanRange(start, Math.Min(start + length, VlanRange.MaxId));
}
