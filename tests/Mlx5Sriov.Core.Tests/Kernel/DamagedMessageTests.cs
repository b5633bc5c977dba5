using System.Buffers.Binary;

using Mlx5Sriov.Kernel.Linux.Devlink;
using Mlx5Sriov.Kernel.Linux.Generic;
using Mlx5Sriov.Kernel.Linux.Netlink;
using Mlx5Sriov.Kernel.Linux.Route;
using Mlx5Sriov.Kernel.Recorded;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Kernel;

/// <summary>Recorded messages cut and with bits flipped: read to something, or refused as malformed; never a crash, never without end.</summary>
public class DamagedMessageTests
{
    private static readonly Lazy<List<byte[]>> s_samples = new(() =>
    [
        .. Recording.Answers.Select(Recording.Bytes),
        SyntheticLink.Build(300, withCounters: true),
        .. Recording.Captures.SelectMany(Exchange.Of).SelectMany(e => e.Answers).GroupBy(a => (Exchange.TypeOf(a), a.Length)).Select(g => g.First()),
    ]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Flipped_bits_are_read_or_refused_as_malformed(int seed)
    {
        var random = new Random(seed);
        foreach (var sample in s_samples.Value.Where(s => s.Length > 16))
        {
            for (var round = 0; round < 100; round++)
            {
                var damaged = sample.ToArray();
                for (var flips = random.Next(1, 8); flips > 0; flips--) damaged[random.Next(16, damaged.Length)] ^= (byte)(1 << random.Next(8));
                AssertReadOrRefused(damaged);
            }
        }
    }

    [Fact]
    public void A_length_of_any_attribute_put_to_any_extreme_is_read_or_refused()
    {
        foreach (var sample in s_samples.Value.Where(s => s.Length < 1000))
        {
            for (var at = 16; at + 4 <= sample.Length; at += 4)
            {
                foreach (ushort length in (ushort[])[0, 1, 3, 4, 5, 0x7FFF, 0xFFFF])
                {
                    var damaged = sample.ToArray();
                    BinaryPrimitives.WriteUInt16LittleEndian(damaged.AsSpan(at), length);
                    AssertReadOrRefused(damaged);
                }
            }
        }
    }

    [Fact]
    public void A_message_cut_anywhere_is_read_or_refused()
    {
        foreach (var sample in s_samples.Value)
        {
            var step = 1 + (sample.Length / 200);
            for (var length = 0; length < sample.Length; length += step)
            {
                var cut = sample[..length];
                // Cut with its header's length put right, and cut in transit.
                AssertReadOrRefused(cut);
                if (length < 16) continue;
                BinaryPrimitives.WriteInt32LittleEndian(cut, length);
                AssertReadOrRefused(cut);
            }
        }
    }

    [Fact]
    public void The_samples_are_of_every_kind() => Assert.Equal(
        [2, 3, 16, 23], s_samples.Value.Select(s => (int)Exchange.TypeOf(s)).Distinct().Order());

    private static void AssertReadOrRefused(byte[] message)
    {
        AssertReadOrRefused(message, m => LinkMessage.Parse(m));
        AssertReadOrRefused(message, m => Acknowledgement.Read(m));
        AssertReadOrRefused(message, m => GenericFamily.Parse(m));
        AssertReadOrRefused(message, m => PortMessage.Parse(m));
        AssertReadOrRefused(message, m => RateMessage.Parse(m));
        AssertReadOrRefused(message, m => EswitchMessage.Parse(m));
        AssertReadOrRefused(message, m => InfoMessage.Parse(m));
    }

    private static void AssertReadOrRefused<T>(byte[] message, MessageParser<T> parse)
    {
        try
        {
            parse(message.Message());
        }
        catch (MalformedMessageException)
        {
        }
        catch (VfListIncompleteException)
        {
        }
    }
}
