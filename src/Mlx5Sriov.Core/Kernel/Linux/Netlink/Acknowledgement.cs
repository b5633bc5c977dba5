using static Mlx5Sriov.Kernel.Linux.Netlink.NetlinkHeader;

namespace Mlx5Sriov.Kernel.Linux.Netlink;

/// <summary>How the kernel ended its answer.</summary>
/// <param name="Errno">Its error number; 0 for success.</param>
/// <param name="Text">Its own words (the extended acknowledgement); null where it gave none.</param>
internal readonly record struct Acknowledgement(Errno Errno, string? Text = null)
{
    /// <summary>Whether the kernel did what was asked.</summary>
    public bool IsSuccess => Errno == 0;

    /// <summary>Reads NLMSG_ERROR, or the error in NLMSG_DONE.</summary>
    /// <remarks>
    /// NLMSG_ERROR: s32 error, the request's header, its payload unless NLM_F_CAPPED, attributes if NLM_F_ACK_TLVS. NLMSG_DONE: s32 error,
    /// attributes if NLM_F_ACK_TLVS (net/netlink/af_netlink.c, netlink_ack and netlink_dump_done).
    /// </remarks>
    public static Acknowledgement Read(NetlinkMessage message)
    {
        // The kernel before 2.6.27 ended a dump with a bare header, and a few families still do.
        if (message.Type == NLMSG_DONE && message.Payload.IsEmpty) return default;
        var error = message.Header<int>(out var rest);
        if (error > 0) throw new MalformedMessageException($"its error number is {-(long)error}");
        if (error == int.MinValue) throw new MalformedMessageException("its error number is beyond any");
        return new Acknowledgement((Errno)(-error), (message.Flags & NLM_F_ACK_TLVS) == 0 ? null : TextOf(message, rest));
    }

    /// <summary>The refusal as an exception.</summary>
    /// <param name="act">The act as the command that equals it.</param>
    public KernelException Refusal(string act) => new(Errno, act, Text);

    /// <summary>Throws the refusal, if it is one.</summary>
    /// <param name="act">The act as the command that equals it.</param>
    public void ThrowIfRefused(string act)
    {
        if (!IsSuccess) throw Refusal(act);
    }

    private static string? TextOf(NetlinkMessage message, AttributeReader rest)
    {
        if (message.Type == NLMSG_ERROR)
        {
            var request = rest.Rest;
            var echoed = (message.Flags & NLM_F_CAPPED) != 0 || request.Length < NLMSG_HDRLEN
                ? NLMSG_HDRLEN
                : System.Runtime.InteropServices.MemoryMarshal.Read<uint>(request);
            if (echoed > request.Length) throw new MalformedMessageException($"it echoes a request of {echoed} bytes where {request.Length} remain");
            rest.Skip(Math.Min(Align((int)echoed), request.Length));
        }

        while (rest.MoveNext())
        {
            if (rest.Type == NLMSGERR_ATTR_MSG) return rest.Text();
        }

        return null;
    }
}
