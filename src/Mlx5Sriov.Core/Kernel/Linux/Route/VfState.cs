using Mlx5Sriov.Kernel.Linux.Netlink;

using static Mlx5Sriov.Kernel.Linux.Route.RouteHeader;

namespace Mlx5Sriov.Kernel.Linux.Route;

/// <summary>IFLA_VF_LINK_STATE, whose numbers are those of <see cref="VfLinkState"/>.</summary>
internal static class VfState
{
    /// <summary>Reads the state.</summary>
    /// <returns>The state; null for a number that no kernel knows yet.</returns>
    public static VfLinkState? Read(AttributeReader attribute)
    {
        var number = attribute.Value<VfNumber>().Number;
        return number <= (uint)VfLinkState.Disable ? (VfLinkState)number : null;
    }

    public static void Write(MessageWriter request, uint vf, VfLinkState state) =>
        request.Add(IFLA_VF_LINK_STATE, new VfNumber(vf, (uint)state));
}
