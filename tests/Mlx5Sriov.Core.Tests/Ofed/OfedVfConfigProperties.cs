using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

using Mlx5Sriov.Ofed;
using Mlx5Sriov.Tests.Addressing;

namespace Mlx5Sriov.Tests.Ofed;

public class OfedVfConfigProperties
{
    private static Gen<OfedVfConfig> Configs =>
        from mac in Generators.Mac().Generator
        from vlan in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 4095))
        from qos in Gen.Choose(0, 7)
        from isService in Gen.Elements(true, false)
        from spoofCheck in Gen.Elements(OnOff.On, OnOff.Off)
        from trust in Gen.Elements(OnOff.On, OnOff.Off)
        from state in Gen.Elements(VfLinkState.Auto, VfLinkState.Enable, VfLinkState.Disable)
        from min in Rates
        from max in Rates
        from rateGroup in Gen.Choose(0, 256)
        from trunk in Gen.Elements(OnOff.On, OnOff.Off)
        select new OfedVfConfig
        {
            Mac = mac,
            VlanId = vlan,
            Qos = qos,
            VlanProtocol = vlan == 0 && qos == 0 ? null : isService ? VlanProtocol.Dot1Ad : VlanProtocol.Dot1Q,
            SpoofCheck = spoofCheck,
            Trust = trust,
            LinkState = state,
            MinTxRate = min,
            MaxTxRate = max,
            RateGroup = rateGroup,
            VgtPlus = trunk,
        };

    private static Gen<Bandwidth> Rates => Gen.OneOf(
            Gen.Choose(0, 800_000).Select(megabits => (long)megabits),
            Gen.Choose(int.MinValue, int.MaxValue).Select(megabits => (long)(uint)megabits))
        .Select(Bandwidth.FromMegabits);

    [Property]
    public Property Settings_read_back_from_the_layout_of_every_release() => Prop.ForAll(
        Configs.ToArbitrary(),
        config => ConfigLayout.All.All(layout => OfedVfConfig.Parse(layout.Write(config), "config") == layout.Tell(config)));

    [Property]
    public Property A_text_that_is_cut_anywhere_is_refused_or_tells_only_what_is_true() => Prop.ForAll(
        Configs.ToArbitrary(),
        Gen.Elements(ConfigLayout.All.ToArray()).ToArbitrary(),
        Gen.Choose(0, 400).ToArbitrary(),
        (config, layout, length) =>
        {
            var text = layout.Write(config);
            try
            {
                return IsPartOf(OfedVfConfig.Parse(text[..Math.Min(length, text.Length)], "config"), layout.Tell(config));
            }
            catch (MalformedTextException refusal)
            {
                return refusal.Message.EndsWith("which is not a whole line.", StringComparison.Ordinal);
            }
        });

    [Property]
    public bool Any_text_is_read_or_refused_with_its_source(string? text)
    {
        try
        {
            _ = OfedVfConfig.Parse(text ?? "", "some/config");
            return true;
        }
        catch (MalformedTextException refusal)
        {
            return refusal.Origin == "some/config";
        }
    }

    private static bool IsPartOf(OfedVfConfig part, OfedVfConfig whole) => typeof(OfedVfConfig).GetProperties()
        .Where(property => property.CanWrite)
        .All(property => property.GetValue(part) is not { } told || told.Equals(property.GetValue(whole)));
}
