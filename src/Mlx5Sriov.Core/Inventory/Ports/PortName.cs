using System.Globalization;
using System.Text.RegularExpressions;

namespace Mlx5Sriov.Inventory.Ports;

/// <summary>What a net device's phys_port_name says: an uplink (<c>p0</c>), or the representor of a VF (<c>pf0vf3</c>).</summary>
/// <remarks>
/// Source: __devlink_port_phys_port_name_get in net/devlink/port.c. A name that begins with <c>c1</c> belongs to another host's function
/// (BlueField) and is neither.
/// </remarks>
internal static partial class PortName
{
    public static bool IsUplink(string? portName) => portName is not null && Uplink().IsMatch(portName);

    /// <summary>The index of the VF that a representor stands for; null for any other port.</summary>
    public static int? RepresentedVf(string? portName) => portName is not null && Representor().Match(portName) is { Success: true } match
        ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
        : null;

    /// <summary>Whether the port stands for a function of another host than this, which a DPU's are of: those of its host.</summary>
    public static bool IsOfAnotherHost(string? portName) => portName is not null && OtherHost().IsMatch(portName);

    /// <summary>Whether the port stands for some function, this host's or another's, rather than the wire.</summary>
    public static bool IsRepresentor(string? portName) => portName is not null && AnyRepresentor().IsMatch(portName);

    [GeneratedRegex(@"^p\d+(s\d+)?$")]
    private static partial Regex Uplink();

    [GeneratedRegex(@"^pf\d+vf(\d{1,5})$")]
    private static partial Regex Representor();

    [GeneratedRegex(@"^c\d+pf\d+")]
    private static partial Regex OtherHost();

    [GeneratedRegex(@"^(c\d+)?pf\d+((vf|sf)\d+)?$")]
    private static partial Regex AnyRepresentor();
}
