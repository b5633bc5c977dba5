using FsCheck.Xunit;

using Mlx5Sriov.Kernel.Linux.Netlink;
using Mlx5Sriov.Kernel.Recorded;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Kernel;

/// <summary>Writing attributes and reading them again.</summary>
public class MessageCodecTests
{
    [Property]
    public void What_is_written_is_read((ushort Type, byte[] Value)[] attributes)
    {
        var writer = new MessageWriter(16, 5).Header(0x0102030405060708UL);
        foreach (var (type, value) in attributes) writer.Add(type, value);
        var message = writer.Finish(42).ToArray().Message();
        Assert.Equal((16, 5, 42u), (message.Type, message.Flags, message.Sequence));
        Assert.Equal(0x0102030405060708UL, message.Header<ulong>(out var reader));
        foreach (var (type, value) in attributes)
        {
            Assert.True(reader.MoveNext());
            Assert.Equal(type & NetlinkHeader.NLA_TYPE_MASK, reader.Type);
            Assert.Equal(value, reader.Payload.ToArray());
        }

        Assert.False(reader.MoveNext());
    }

    [Fact]
    public void A_nested_attribute_is_as_long_as_what_was_added_within_it()
    {
        var writer = new MessageWriter(16, 0);
        using (writer.Open(22))
        using (writer.Open(1 | NetlinkHeader.NLA_F_NESTED))
            writer.Add(3, (byte)7).AddText(4, "eth0");
        writer.Add(9, 1u);
        Assert.Equal(
            "34000000" + "10000000" + "01000000" + "00000000"
            + "1C001600" + "18000180" + "0500030007000000" + "0900040065746830" + "00000000" + "0800090001000000",
            Convert.ToHexString(writer.Finish(1)));
    }

    [Fact]
    public void A_nested_attribute_beyond_64_KiB_is_not_written_short()
    {
        var writer = new MessageWriter(16, 0);
        Assert.Throws<OverflowException>(() =>
        {
            using (writer.Open(22)) writer.Add(1, new byte[40_000]).Add(2, new byte[40_000]);
        });
    }

    [Fact]
    public void An_attribute_beyond_64_KiB_is_not_written_short() => Assert.Throws<OverflowException>(() => new MessageWriter(16, 0).Add(1, new byte[65_532]));

    [Theory]
    [InlineData("04000100000000", "3 bytes")]
    [InlineData("0400", "2 bytes")]
    [InlineData("03000100", "tells 3 bytes")]
    [InlineData("00000100", "tells 0 bytes")]
    [InlineData("0900010061626364", "tells 9 bytes where 8 remain")]
    [InlineData("FFFF0100", "tells 65535 bytes where 4 remain")]
    public void An_attribute_that_does_not_fit_is_malformed(string hex, string message)
    {
        var bytes = Convert.FromHexString(hex);
        var refusal = Assert.Throws<MalformedMessageException>(() =>
        {
            var reader = new AttributeReader(bytes);
            while (reader.MoveNext())
            {
            }
        });
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0500010061", "a")]
    [InlineData("0600010061000000", "a")]
    [InlineData("04000100", "")]
    [InlineData("0800010061006200", "a")]
    public void A_text_ends_at_its_first_zero_or_with_the_attribute(string hex, string text)
    {
        var reader = new AttributeReader(Convert.FromHexString(hex));
        Assert.True(reader.MoveNext());
        Assert.Equal(text, reader.Text());
        Assert.False(reader.MoveNext());
    }

    [Fact]
    public void A_value_too_short_for_its_kind_is_malformed() => Assert.Throws<MalformedMessageException>(() =>
    {
        var reader = new AttributeReader(Convert.FromHexString("0700010001020300"));
        reader.MoveNext();
        reader.Value<uint>();
    });

    [Theory]
    [InlineData("")]
    [InlineData("10000000")]
    [InlineData("0F000000100000000000000000000000")]
    [InlineData("11000000100000000000000000000000")]
    [InlineData("FFFFFFFF100000000000000000000000")]
    [InlineData("00000080100000000000000000000000")]
    public void A_message_that_does_not_fit_its_datagram_is_malformed(string hex) =>
        Assert.Throws<MalformedMessageException>(() => _ = Convert.FromHexString(hex).Message().Type);

    [Fact]
    public void Messages_of_one_datagram_are_taken_one_after_the_other()
    {
        ReadOnlySpan<byte> datagram = [.. new MessageWriter(1, 0).Add(1, (byte)1).Finish(1), .. new MessageWriter(2, 0).Finish(2)];
        Assert.Equal(1, NetlinkMessage.Take(ref datagram).Type);
        Assert.Equal(2, NetlinkMessage.Take(ref datagram).Type);
        Assert.True(datagram.IsEmpty);
    }
}
