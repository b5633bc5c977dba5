using Mlx5Sriov.Kernel.Linux.Netlink;
using Mlx5Sriov.Plans.Journals;

using static Mlx5Sriov.Kernel.Linux.Netlink.NetlinkHeader;

namespace Mlx5Sriov.Kernel;

/// <summary>What the connection does when answers are late, cut, interrupted or lost: things that a real kernel does seldom.</summary>
public class NetlinkConnectionTests
{
    private static MessageWriter Get => new(100, NLM_F_REQUEST);

    private static MessageWriter Set => new(100, NLM_F_REQUEST | NLM_F_ACK);

    private static MessageWriter Dump => new(100, NLM_F_REQUEST | NLM_F_DUMP);

    [Fact]
    public void A_list_is_read_over_datagrams_to_its_end()
    {
        using var kernel = new ScriptedKernel(s =>
        [
            [.. ScriptedKernel.Answer(s, 1, NLM_F_MULTI), .. ScriptedKernel.Answer(s, 2, NLM_F_MULTI)],
            ScriptedKernel.Answer(s, 3, NLM_F_MULTI),
            ScriptedKernel.Done(s),
        ]);
        Assert.True(kernel.Connection.Collect(Dump, ScriptedKernel.Number, out var numbers).IsSuccess);
        Assert.Equal([1, 2, 3], numbers);
    }

    [Fact]
    public void A_single_answer_without_acknowledgement_ends_the_exchange()
    {
        using var kernel = new ScriptedKernel(s => [ScriptedKernel.Answer(s, 7)], s => [ScriptedKernel.Answer(s, 8)]);
        kernel.Connection.Collect(Get, ScriptedKernel.Number, out var first);
        kernel.Connection.Collect(Get, ScriptedKernel.Number, out var second);
        Assert.Equal([7, 8], first.Concat(second));
        Assert.Equal([1u, 2u], Assert.Single(kernel.Requests));
    }

    [Fact]
    public void An_interrupted_list_is_asked_for_again()
    {
        using var kernel = new ScriptedKernel(
            s => [[.. ScriptedKernel.Answer(s, 1, NLM_F_MULTI), .. ScriptedKernel.Answer(s, 2, NLM_F_MULTI | NLM_F_DUMP_INTR)], ScriptedKernel.Done(s)],
            s => [ScriptedKernel.Answer(s, 3, NLM_F_MULTI), ScriptedKernel.Done(s, NLM_F_MULTI | NLM_F_DUMP_INTR)],
            s => [ScriptedKernel.Answer(s, 4, NLM_F_MULTI), ScriptedKernel.Done(s)]);
        Assert.True(kernel.Connection.Collect(Dump, ScriptedKernel.Number, out var numbers).IsSuccess);
        Assert.Equal([4], numbers);
        Assert.Equal([1u, 2u, 3u], Assert.Single(kernel.Requests));
    }

    [Fact]
    public void A_list_that_is_interrupted_each_time_is_refused_in_the_end()
    {
        byte[][] Interrupted(uint sequence) => [ScriptedKernel.Done(sequence, NLM_F_MULTI | NLM_F_DUMP_INTR)];
        using var kernel = new ScriptedKernel(Enumerable.Repeat<Func<uint, byte[][]>>(Interrupted, 20).ToArray());
        var end = kernel.Connection.Collect(Dump, ScriptedKernel.Number, out _);
        Assert.Equal(Errno.EAGAIN, end.Errno);
        Assert.Equal(10, Assert.Single(kernel.Requests).Count);
    }

    [Fact]
    public void A_refusal_is_not_asked_again_though_the_list_was_interrupted()
    {
        using var kernel = new ScriptedKernel(s => [ScriptedKernel.Answer(s, 1, NLM_F_MULTI | NLM_F_DUMP_INTR), ScriptedKernel.Error(s, Errno.EPERM)]);
        Assert.Equal(Errno.EPERM, kernel.Connection.Collect(Dump, ScriptedKernel.Number, out _).Errno);
    }

    [Fact]
    public void Answers_to_an_earlier_request_and_idle_messages_are_passed_over()
    {
        using var kernel = new ScriptedKernel(s =>
        [
            ScriptedKernel.Answer(s - 1, 1), ScriptedKernel.Answer(s, 2, type: NLMSG_NOOP), ScriptedKernel.Answer(s, 3), ScriptedKernel.Error(s, 0),
        ]);
        Assert.True(kernel.Connection.Collect(Set, ScriptedKernel.Number, out var numbers).IsSuccess);
        Assert.Equal([3], numbers);
    }

    [Fact]
    public void A_lost_answer_to_a_question_is_asked_for_again_over_a_new_socket()
    {
        using var kernel = new ScriptedKernel(
            s => [ScriptedKernel.Answer(s, 1, NLM_F_MULTI), ScriptedKernel.Answer(s, 0, type: NLMSG_OVERRUN), ScriptedKernel.Answer(s, 9, NLM_F_MULTI)],
            s => [ScriptedKernel.Answer(s, 2, NLM_F_MULTI), ScriptedKernel.Done(s)]);
        Assert.True(kernel.Connection.Collect(Dump, ScriptedKernel.Number, out var numbers).IsSuccess);
        Assert.Equal([2], numbers);
        Assert.Equal(2, kernel.Requests.Count);
    }

    [Fact]
    public void A_change_whose_answer_was_lost_is_not_made_twice()
    {
        using var kernel = new ScriptedKernel(s => [ScriptedKernel.Answer(s, 0, type: NLMSG_OVERRUN)], s => [ScriptedKernel.Error(s, 0)]);
        var end = kernel.Connection.Execute(Set);
        Assert.Equal(Errno.ENOBUFS, end.Errno);
        Assert.Contains("whether it was done is unknown", end.Text, StringComparison.Ordinal);
        Assert.Single(kernel.Requests);
        Assert.True(kernel.Connection.Execute(Set).IsSuccess);
    }

    [Fact]
    public void Silence_is_a_refusal_not_an_endless_wait()
    {
        using var kernel = new ScriptedKernel(_ => [], s => [ScriptedKernel.Error(s, 0)]) { Patience = TimeSpan.FromMilliseconds(10) };
        Assert.Equal(Errno.ETIMEDOUT, kernel.Connection.Execute(Set).Errno);
        kernel.Patience = TimeSpan.FromMinutes(1);
        Assert.True(kernel.Connection.Execute(Set).IsSuccess);
    }

    [Fact]
    public void After_a_malformed_answer_the_next_request_goes_over_a_new_socket()
    {
        using var kernel = new ScriptedKernel(s => [[1, 2, 3], ScriptedKernel.Answer(s, 1)], s => [ScriptedKernel.Answer(s, 2)]);
        Assert.Throws<MalformedMessageException>(() => kernel.Connection.Collect(Get, ScriptedKernel.Number, out _));
        kernel.Connection.Collect(Get, ScriptedKernel.Number, out var numbers);
        Assert.Equal([2], numbers);
        Assert.Equal(2, kernel.Requests.Count);
    }

    [Fact]
    public void After_an_answer_that_could_not_be_read_the_rest_of_the_list_is_left_behind()
    {
        using var kernel = new ScriptedKernel(
            s => [ScriptedKernel.Answer(s, 1, NLM_F_MULTI), ScriptedKernel.Answer(s, 2, NLM_F_MULTI), ScriptedKernel.Done(s)],
            s => [ScriptedKernel.Answer(s, 3, NLM_F_MULTI), ScriptedKernel.Done(s)]);
        var cut = new VfListIncompleteException("eth0", 1, 2);
        Assert.Throws<VfListIncompleteException>(() => kernel.Connection.Collect<int>(Dump, _ => throw cut, out _));
        kernel.Connection.Collect(Dump, ScriptedKernel.Number, out var numbers);
        Assert.Equal([3], numbers);
    }

    [Fact]
    public void An_answer_longer_than_the_buffer_makes_it_grow()
    {
        var answer = new MessageWriter(100, 0).Header(5);
        for (var i = 0; i < 10; i++) answer.Add(1, new byte[20_000]);
        using var kernel = new ScriptedKernel(s => [answer.Finish(s).ToArray()]);
        kernel.Connection.Collect(Get, m => m.Payload.Length, out var lengths);
        Assert.Equal([4 + (10 * 20_004)], lengths);
    }

    [Fact]
    public void A_socket_that_cannot_be_opened_is_a_refusal()
    {
        using var connection = new NetlinkConnection(NETLINK_ROUTE, (int _, out Errno refusal) =>
        {
            refusal = Errno.EPROTONOSUPPORT;
            return null;
        });
        Assert.Equal(Errno.EPROTONOSUPPORT, connection.Execute(Set).Errno);
        Assert.Equal(Errno.EPROTONOSUPPORT, connection.Collect(Get, ScriptedKernel.Number, out _).Errno);
    }

    [Fact]
    public void A_protocol_that_the_kernel_lacks_is_told_by_its_error_number()
    {
        Assert.Null(NetlinkSocket.Open(31, out var refusal));
        Assert.Equal(Errno.EPROTONOSUPPORT, refusal);
    }
}
