using System.ComponentModel;

using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests.Model;

public class EnumWordsTests
{
    public static TheoryData<Type> Enums => new(typeof(EnumWords).Assembly.GetTypes()
        .Where(type => type.IsEnum && type.IsDefined(typeof(TypeConverterAttribute), inherit: false)));

    [Fact]
    public void A_boolean_is_on_or_off()
    {
        var converter = TypeDescriptor.GetConverter(typeof(OnOff));
        Assert.Equal(OnOff.On, converter.ConvertFrom(true));
        Assert.Equal(OnOff.Off, converter.ConvertFrom(false));
        Assert.False(TypeDescriptor.GetConverter(typeof(VfLinkState)).CanConvertFrom(typeof(bool)));
    }

    [Theory]
    [InlineData(VfLinkState.Auto, "Auto", "auto", "Follow", "FOLLOW", " follow ")]
    [InlineData(VfLinkState.Enable, "Enable", "enable", "Up", "up")]
    [InlineData(VfLinkState.Disable, "Disable", "disable", "Down", "DOWN")]
    [InlineData(OnOff.On, "On", "on", "ON", "\ton\n")]
    [InlineData(OnOff.Off, "Off", "off", "OFF")]
    [InlineData(VlanProtocol.Dot1Q, "Dot1Q", "802.1Q", "802.1q", "dot1q")]
    [InlineData(VlanProtocol.Dot1Ad, "Dot1Ad", "802.1ad", "802.1AD")]
    [InlineData(VlanMode.VgtPlus, "VgtPlus", "VGT+", "vgt+")]
    [InlineData(VlanMode.Vgt, "Vgt", "VGT")]
    [InlineData(VlanMode.Vst, "Vst", "VST")]
    [InlineData(EswitchMode.Legacy, "Legacy", "legacy")]
    [InlineData(EswitchMode.Switchdev, "Switchdev", "switchdev")]
    [InlineData(EswitchMode.SwitchdevInactive, "SwitchdevInactive", "switchdev_inactive")]
    [InlineData(EswitchInlineMode.None, "None", "none")]
    [InlineData(EswitchInlineMode.Link, "Link", "link")]
    [InlineData(EswitchInlineMode.Network, "Network", "network")]
    [InlineData(EswitchInlineMode.Transport, "Transport", "transport")]
    [InlineData(EswitchEncapMode.None, "None", "none", "disable")]
    [InlineData(EswitchEncapMode.Basic, "Basic", "basic", "enable")]
    [InlineData(LinkLayer.Ethernet, "Ethernet", "eth", "ETH")]
    [InlineData(LinkLayer.InfiniBand, "InfiniBand", "infiniband", "IB", "ib")]
    [InlineData(DriverDialect.Inbox, "Inbox", "inbox")]
    [InlineData(DriverDialect.Ofed, "Ofed", "OFED")]
    public void Either_dialects_word_is_read_in_any_case(Enum value, params string[] words)
    {
        var converter = TypeDescriptor.GetConverter(value.GetType());

        Assert.All(words, word => Assert.Equal(value, converter.ConvertFrom(word)));
        Assert.All(words, word => Assert.Equal(value, converter.ConvertFromInvariantString(word)));
    }

    [Theory]
    [MemberData(nameof(Enums))]
    public void Every_name_of_every_enum_reads_back(Type type) =>
        Assert.All(Enum.GetValues(type).Cast<Enum>(), value => Assert.Equal(value, TypeDescriptor.GetConverter(type).ConvertFrom(value.ToString())));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("Fol")] // no abbreviations
    [InlineData("0")] // no numbers
    [InlineData("1")]
    [InlineData("Auto,Up")] // no combinations
    [InlineData("U p")]
    [InlineData("Up\0")]
    [InlineData("enabled")]
    public void Another_word_is_refused_with_the_words_that_are_accepted(string word)
    {
        Assert.False(EnumWords.TryParse<VfLinkState>(word, out _));
        var expected = $"'{word}' is not one of Auto, Follow, Enable, Up, Disable, Down.";
        Assert.Equal(expected, Assert.Throws<FormatException>(() => EnumWords.Parse<VfLinkState>(word)).Message);
        Assert.Equal(expected, Assert.Throws<FormatException>(() => new WordConverter<VfLinkState>().ConvertFrom(word)).Message);
    }

    [Theory]
    [InlineData("trunk", "'trunk' is not one of Dot1Q, 802.1Q, Dot1Ad, 802.1ad.", typeof(VlanProtocol))]
    [InlineData("yes", "'yes' is not one of Off, On.", typeof(OnOff))]
    [InlineData("promisc", "'promisc' is not one of Vgt, Vst, VgtPlus, VGT+.", typeof(VlanMode))]
    [InlineData("full", "'full' is not one of None, disable, Basic, enable.", typeof(EswitchEncapMode))]
    public void The_refusal_lists_the_words_of_that_enum(string word, string message, Type type) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => TypeDescriptor.GetConverter(type).ConvertFrom(word)).Message);

    [Fact]
    public void Null_is_no_word() => Assert.False(EnumWords.TryParse<OnOff>(null, out _));

    [Fact]
    public void A_dotless_i_or_a_long_s_is_another_letter()
    {
        Assert.False(EnumWords.TryParse<EswitchInlineMode>("lınk", out _));
        Assert.False(EnumWords.TryParse<DriverDialect>("ınbox", out _));
        Assert.False(EnumWords.TryParse<EswitchMode>("ſwitchdev", out _));
        Assert.False(EnumWords.TryParse<EswitchInlineMode>("lin\u212A", out _)); // the Kelvin sign
    }

    [Fact]
    public void A_value_prints_as_its_name() => Assert.Equal("Enable", new WordConverter<VfLinkState>().ConvertToInvariantString(VfLinkState.Enable));
}
