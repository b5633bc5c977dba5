using System.Buffers.Binary;

using Mlx5Sriov.Kernel.Linux.Netlink;
using Mlx5Sriov.Kernel.Linux.Route;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Kernel;

/// <summary>A kernel that answers EMSGSIZE where it is asked for a link with its VFs, whatever the buffer.</summary>
public sealed class LongAnswerTests
{
    // The recorded link that the synthetic ones are made from.
    private const string Name = "eth0";

    [Fact]
    public void The_list_of_all_links_may_tell_what_one_answer_does_not()
    {
        using var kernel = new ScriptedKernel(
            s => [ScriptedKernel.Error(s, Errno.EMSGSIZE)],
            s => [Numbered(SyntheticLink.Build(3, withCounters: false), s, NetlinkHeader.NLM_F_MULTI), ScriptedKernel.Done(s)]);
        Assert.Equal(3, new IpLink(kernel.Connection).Find(Name)!.Vfs.Count);
    }

    [Fact]
    public void What_no_answer_tells_is_unknown_and_not_nothing()
    {
        using var kernel = new ScriptedKernel(
            s => [ScriptedKernel.Error(s, Errno.EMSGSIZE)],
            s => [ScriptedKernel.Error(s, Errno.EMSGSIZE)],
            s => [Numbered(SyntheticLink.Build(0, withCounters: false), s, 0)]);
        var refusal = Assert.Throws<VfListIncompleteException>(() => new IpLink(kernel.Connection).Find(Name));
        Assert.Null(refusal.Listed);
        Assert.Contains($"virtual functions of {Name}: its answer would be too long (EMSGSIZE)", refusal.Message, StringComparison.Ordinal);
    }

    // struct nlmsghdr: the flags at 6, the sequence number at 8.
    private static byte[] Numbered(byte[] message, uint sequence, ushort flags)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(6), flags);
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(8), sequence);
        return message;
    }
}
