using System.Runtime.InteropServices;

using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Kernel.Linux.Netlink;

using static Mlx5Sriov.Kernel.Linux.Route.FilterNumbers;

namespace Mlx5Sriov.Kernel.Linux.Route;

/// <summary>Reads RTM_NEWTFILTER.</summary>
internal static class FilterMessage
{
    /// <summary>Reads a filter.</summary>
    /// <returns>The filter; null for a classifier, which the kernel lists before its filters, and for a hash table of u32.</returns>
    /// <exception cref="MalformedMessageException">The message contradicts itself.</exception>
    public static PacketFilter? Parse(NetlinkMessage message)
    {
        if (message.Type != RTM_NEWTFILTER) throw new MalformedMessageException($"its type is {message.Type} where a packet filter was asked for");
        var header = message.Header<FilterHeader>(out var attributes);
        var classifier = "";
        ReadOnlySpan<byte> options = [];
        while (attributes.MoveNext())
        {
            if (attributes.Type == TCA_KIND) classifier = attributes.Text();
            if (attributes.Type == TCA_OPTIONS) options = attributes.Payload;
        }

        if (header.Handle == 0 || (classifier == "u32" && (header.Handle & U32_NODE) == 0)) return null;
        var filter = new PacketFilter { Classifier = classifier };
        return classifier switch
        {
            "flower" => With(filter, new AttributeReader(options), TCA_FLOWER_FLAGS, TCA_FLOWER_ACT),
            "matchall" => With(filter, new AttributeReader(options), TCA_MATCHALL_FLAGS, TCA_MATCHALL_ACT),
            _ => filter,
        };
    }

    // A kernel that offloads no filters tells no flags.
    private static PacketFilter With(PacketFilter filter, AttributeReader options, ushort flags, ushort actions)
    {
        filter = filter with { IsInHardware = false };
        while (options.MoveNext())
        {
            if (options.Type == flags) filter = filter with { IsInHardware = (options.Value<uint>() & TCA_CLS_FLAGS_IN_HW) != 0 };
            if (options.Type == actions) filter = filter with { Targets = Targets(options.Nested()) };
        }

        return filter;
    }

    // The actions' attributes have their places in the order as their types.
    private static List<int> Targets(AttributeReader actions)
    {
        var targets = new List<int>();
        while (actions.MoveNext())
        {
            var kind = "";
            var action = actions.Nested();
            while (action.MoveNext())
            {
                if (action.Type == TCA_ACT_KIND) kind = action.Text();
                if (action.Type == TCA_ACT_OPTIONS && kind == "mirred" && Target(action.Nested()) is { } target) targets.Add(target);
            }
        }

        return targets;
    }

    private static int? Target(AttributeReader options)
    {
        while (options.MoveNext())
        {
            if (options.Type == TCA_MIRRED_PARMS) return (int)options.Value<Mirred>().Index;
        }

        return null;
    }

    /// <summary>struct tc_mirred: five numbers that all actions have (tc_gen), what is done, and the link that packets are sent to.</summary>
    [StructLayout(LayoutKind.Explicit)]
    private readonly struct Mirred
    {
        [field: FieldOffset(24)]
        public uint Index { get; init; }
    }
}
