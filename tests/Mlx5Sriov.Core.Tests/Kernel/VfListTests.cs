using System.Buffers.Binary;
using System.Globalization;
using System.Text.RegularExpressions;

using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Kernel.Linux.Route;
using Mlx5Sriov.Kernel.Recorded;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Kernel;

/// <summary>VF lists beyond 64 KiB, whose u16 length wraps. Made from the recorded answer with 127 VFs as the kernel makes them.</summary>
public partial class VfListTests
{
    public static TheoryData<int, bool> Sizes => new()
    {
        { 0, true }, { 1, true }, { 7, false }, { 127, true }, { 127, false }, { 200, true }, { 256, false }, { 256, true },
        { 300, true }, { 300, false }, { 512, true }, { 512, false }, { 1000, true }, { 1000, false }, { 4096, true },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_list_is_read_whole_whether_or_not_its_length_wrapped(int count, bool withCounters)
    {
        var message = SyntheticLink.Build(count, withCounters);
        var link = LinkMessage.Parse(message);
        Assert.Equal(count, link.VfCount);
        Assert.Equal(Enumerable.Range(0, count), link.Vfs.Select(v => v.Index));
        Assert.All(link.Vfs, v => Assert.Equal(withCounters ? 100_000UL + (ulong)v.Index : null, v.Counters?.RxBytes));
        Assert.All(link.Vfs, v => Assert.Equal((ulong)v.Index, v.NodeGuid!.Value.Value));
        // What follows the list is read too.
        Assert.Equal("netdevsim1", link.ParentDevice);
        Assert.Equal("p1", link.PhysicalPortName);
    }

    [Fact]
    public void The_synthetic_lists_tell_the_lengths_that_the_kernel_told()
    {
        var recorded = Measurement().Matches(Recording.Text("netdevsim-patched/23-many-vfs.txt"));
        Assert.Equal(20, recorded.Count);
        foreach (Match line in recorded)
        {
            var message = SyntheticLink.Build(Number(line, "count"), withCounters: Number(line, "mask") == 1);
            Assert.Equal(Number(line, "told"), SyntheticLink.ToldLength(message));
        }
    }

    [Fact]
    public void A_list_of_a_multiple_of_64_KiB_tells_the_length_zero_and_is_read_all_the_same()
    {
        var message = SyntheticLink.BuildPadded(4, 65_536);
        Assert.Equal(0, SyntheticLink.ToldLength(message));
        Assert.Equal(4, LinkMessage.Parse(message).Vfs.Count);
    }

    [Fact]
    public void VFs_come_in_index_order_whatever_order_the_message_has()
    {
        var link = LinkMessage.Parse(SyntheticLink.Build([5, 0, 3, 1, 4, 2], 6, withCounters: false));
        Assert.Equal(Enumerable.Range(0, 6), link.Vfs.Select(v => v.Index));
    }

    [Fact]
    public void A_VF_whose_settings_the_driver_could_not_tell_is_listed_with_its_index_alone()
    {
        var link = LinkMessage.Parse(SyntheticLink.Build([0, 2], 4, withCounters: true));
        Assert.Equal([0, 1, 2, 3], link.Vfs.Select(v => v.Index));
        Assert.Equal(new VfLink { Index = 1 }, link.Vfs[1]);
        Assert.Equal(new VfLink { Index = 3 }, link.Vfs[3]);
        Assert.NotNull(link.Vfs[2].Mac);
    }

    [Fact]
    public void A_list_wrapped_and_with_VFs_untold_is_complete_too()
    {
        var told = Enumerable.Range(0, 300).Where(i => i % 7 != 0).ToArray();
        var link = LinkMessage.Parse(SyntheticLink.Build(told, 300, withCounters: true));
        Assert.Equal(Enumerable.Range(0, 300), link.Vfs.Select(v => v.Index));
        Assert.All(link.Vfs, v => Assert.Equal(v.Index % 7 == 0, v.Mac is null));
    }

    [Theory]
    [InlineData(299)]
    [InlineData(10)]
    [InlineData(0)]
    public void A_number_of_VFs_below_the_entries_is_refused(int told)
    {
        var message = SyntheticLink.Build(300, withCounters: true);
        SyntheticLink.SetNumber(message, told);
        var refusal = Assert.Throws<MalformedMessageException>(() => LinkMessage.Parse(message));
        Assert.Contains($"the {told} VFs of eth0", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(-4)]
    [InlineData(1)]
    [InlineData(332)]
    public void A_length_that_is_not_the_lists_own_modulo_64_KiB_is_refused(int error)
    {
        var message = SyntheticLink.Build(300, withCounters: true);
        var at = SyntheticLink.ListAt(message);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(at), (ushort)(SyntheticLink.ToldLength(message) + error));
        Assert.Throws<MalformedMessageException>(() => LinkMessage.Parse(message));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(150)]
    [InlineData(299)]
    public void An_entry_that_is_no_VF_ends_the_list_and_that_is_refused(int entry)
    {
        var message = SyntheticLink.Build(300, withCounters: true);
        message[SyntheticLink.EntryAt(message, entry) + 2] = 77;
        var refusal = Assert.Throws<VfListIncompleteException>(() => LinkMessage.Parse(message));
        Assert.Equal(entry, refusal.Listed);
        Assert.Equal($"The kernel's list of the virtual functions of eth0 is cut: {entry} of 300 could be read.", refusal.Message);
    }

    [Fact]
    public void An_entry_that_runs_past_the_message_is_refused()
    {
        var message = SyntheticLink.Build(300, withCounters: true);
        var last = SyntheticLink.EntryAt(message, 299);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(last), (ushort)(message.Length - last + 4));
        var refusal = Assert.Throws<VfListIncompleteException>(() => LinkMessage.Parse(message));
        Assert.Equal(299, refusal.Listed);
        Assert.Contains("299 of 300", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_cut_within_an_entry_is_refused()
    {
        var message = SyntheticLink.Build(300, withCounters: true);
        var cut = message[..(SyntheticLink.EntryAt(message, 250) + 100)];
        BinaryPrimitives.WriteInt32LittleEndian(cut, cut.Length);
        var refusal = Assert.Throws<VfListIncompleteException>(() => LinkMessage.Parse(cut));
        Assert.Equal(250, refusal.Listed);
        Assert.Contains("250 of 300", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_VFs_than_a_device_can_have_are_refused()
    {
        var message = SyntheticLink.Build(7, withCounters: false);
        SyntheticLink.SetNumber(message, 65_536);
        Assert.Throws<MalformedMessageException>(() => LinkMessage.Parse(message));
    }

    private static int Number(Match line, string group) => int.Parse(line.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^IFLA_NUM_VF=(?<count>\d+) mask=(?<mask>\d+) .*rta_len=(?<told>\d+)", RegexOptions.Multiline)]
    private static partial Regex Measurement();
}
