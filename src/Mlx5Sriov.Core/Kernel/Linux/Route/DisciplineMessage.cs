using Mlx5Sriov.Kernel.Linux.Netlink;

using static Mlx5Sriov.Kernel.Linux.Route.FilterNumbers;

namespace Mlx5Sriov.Kernel.Linux.Route;

/// <summary>Reads RTM_NEWQDISC.</summary>
internal static class DisciplineMessage
{
    /// <summary>Reads a queueing discipline.</summary>
    /// <returns>The link's index and the discipline's kind.</returns>
    /// <exception cref="MalformedMessageException">The message contradicts itself.</exception>
    public static (int Link, string Kind) Parse(NetlinkMessage message)
    {
        if (message.Type != RTM_NEWQDISC) throw new MalformedMessageException($"its type is {message.Type} where a queueing discipline was asked for");
        var header = message.Header<FilterHeader>(out var attributes);
        while (attributes.MoveNext())
        {
            if (attributes.Type == TCA_KIND) return (header.Index, attributes.Text());
        }

        return (header.Index, "");
    }
}
