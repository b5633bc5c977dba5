using System.Buffers.Binary;
using System.Runtime.InteropServices;

using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Linux.Netlink;

using static Mlx5Sriov.Kernel.Linux.Devlink.DevlinkHeader;
using static Mlx5Sriov.Kernel.Linux.Netlink.NetlinkHeader;

namespace Mlx5Sriov.Kernel.Linux.Devlink;

/// <summary>
/// DEVLINK_ATTR_PORT_FUNCTION. Its capabilities are struct nla_bitfield32, a value and a selector: a capability that is not selected is one that the
/// driver did not tell, or that a request leaves as it is.
/// </summary>
internal static class PortFunctionAttribute
{
    public static PortFunction Read(AttributeReader function)
    {
        MacAddress? address = null;
        Capabilities known = default;
        uint? queues = null;
        while (function.MoveNext())
        {
            switch (function.Type)
            {
                case DEVLINK_PORT_FUNCTION_ATTR_HW_ADDR: address = AddressOf(function.Payload); break;
                case DEVLINK_PORT_FN_ATTR_CAPS: known = function.Value<Capabilities>(); break;
                case DEVLINK_PORT_FN_ATTR_MAX_IO_EQS: queues = function.Value<uint>(); break;
            }
        }

        return new PortFunction
        {
            HardwareAddress = address,
            Roce = known[DEVLINK_PORT_FN_CAP_ROCE],
            Migratable = known[DEVLINK_PORT_FN_CAP_MIGRATABLE],
            MaxIoEventQueues = queues,
        };
    }

    public static void Write(MessageWriter request, PortFunction wish)
    {
        using var function = request.Open(DEVLINK_ATTR_PORT_FUNCTION | NLA_F_NESTED);
        if (wish.HardwareAddress is { } address)
        {
            Span<byte> octets = stackalloc byte[8];
            BinaryPrimitives.WriteUInt64BigEndian(octets, address.Value);
            request.Add(DEVLINK_PORT_FUNCTION_ATTR_HW_ADDR, octets[2..]);
        }

        if (wish.Roce is not null || wish.Migratable is not null)
        {
            var capabilities = default(Capabilities).With(DEVLINK_PORT_FN_CAP_ROCE, wish.Roce).With(DEVLINK_PORT_FN_CAP_MIGRATABLE, wish.Migratable);
            request.Add(DEVLINK_PORT_FN_ATTR_CAPS, capabilities);
        }

        if (wish.MaxIoEventQueues is { } queues) request.Add(DEVLINK_PORT_FN_ATTR_MAX_IO_EQS, queues);
    }

    /// <summary>An InfiniBand function's address is longer (20 octets) and no MAC address.</summary>
    private static MacAddress? AddressOf(ReadOnlySpan<byte> octets)
    {
        if (octets.Length != 6) return null;
        Span<byte> padded = stackalloc byte[8];
        octets.CopyTo(padded[2..]);
        return new MacAddress(BinaryPrimitives.ReadUInt64BigEndian(padded));
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Capabilities(uint Value, uint Selector)
    {
        public OnOff? this[uint capability] => (Selector & capability) == 0 ? null : (Value & capability) == 0 ? OnOff.Off : OnOff.On;

        public Capabilities With(uint capability, OnOff? wish) => wish is null
            ? this
            : new Capabilities(wish == OnOff.On ? Value | capability : Value, Selector | capability);
    }
}
