using System.Globalization;

namespace Mlx5Sriov.Ofed;

/// <summary>
/// The words of the driver's sriov files: what each setter file takes, and what <c>config</c> and <c>policy</c> tell. The driver compares words with
/// their case, and lets numbers that are too large wrap (vsscanf), so what is out of range is refused here.
/// </summary>
internal static class OfedWords
{
    /// <summary>The highest VST priority.</summary>
    public const int MaxQos = 7;

    /// <summary>The words for a setting that is on or off: files <c>spoofcheck</c>, <c>trust</c>.</summary>
    public static IReadOnlyDictionary<string, OnOff?> Switches { get; } = new Dictionary<string, OnOff?>
    {
        ["ON"] = OnOff.On,
        ["OFF"] = OnOff.Off,
    };

    /// <summary>The words for a link state or policy: files <c>link_state</c>, <c>policy</c>.</summary>
    public static IReadOnlyDictionary<string, VfLinkState?> LinkStates { get; } = new Dictionary<string, VfLinkState?>
    {
        ["Follow"] = VfLinkState.Auto,
        ["Up"] = VfLinkState.Enable,
        ["Down"] = VfLinkState.Disable,
        ["Invalid policy"] = null,
    };

    /// <summary>The words for a VST tag protocol.</summary>
    public static IReadOnlyDictionary<string, VlanProtocol?> VlanProtocols { get; } = new Dictionary<string, VlanProtocol?>
    {
        ["802.1Q"] = VlanProtocol.Dot1Q,
        ["802.1ad"] = VlanProtocol.Dot1Ad,
        ["N/A"] = null,
        ["Invalid vlan protocol"] = null,
    };

    /// <summary>Whether a text is what a setter file reads back: its usage, never its value.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True for <c>usage: write ...</c>.</returns>
    public static bool IsUsageText(string text) => text.StartsWith("usage: write ", StringComparison.Ordinal);

    /// <summary>What <c>mac</c> takes.</summary>
    /// <param name="address">The address; all zero leaves the choice to the VF's driver.</param>
    /// <returns><c>00:11:22:33:44:55</c>.</returns>
    public static string Mac(MacAddress address) => address.ToString();

    /// <summary>What <c>vlan</c> takes; <c>0:0</c> returns to VGT.</summary>
    /// <param name="id">The VLAN, 0-4095.</param>
    /// <param name="qos">The priority, 0-7.</param>
    /// <param name="protocol">The tag protocol; 802.1Q is the default, and unknown to 4.0 and 4.1, so it is not written.</param>
    /// <returns><c>100:3</c>, <c>100:3:802.1ad</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public static string Vlan(int id, int qos, VlanProtocol protocol)
    {
        var tag = string.Create(CultureInfo.InvariantCulture, $"{InRange(id, VlanRange.MaxId)}:{InRange(qos, MaxQos)}");
        return protocol == VlanProtocol.Dot1Q ? tag : $"{tag}:{Word(VlanProtocols, protocol)}";
    }

    /// <summary>What <c>spoofcheck</c> and <c>trust</c> take.</summary>
    /// <param name="state">On or off.</param>
    /// <returns><c>ON</c> or <c>OFF</c>.</returns>
    public static string Switch(OnOff state) => Word(Switches, state);

    /// <summary>What <c>link_state</c> and <c>policy</c> take.</summary>
    /// <param name="state">The state.</param>
    /// <returns><c>Follow</c>, <c>Up</c> or <c>Down</c>.</returns>
    public static string LinkState(VfLinkState state) => Word(LinkStates, state);

    /// <summary>What <c>min_tx_rate</c> and <c>max_tx_rate</c> take, of a VF and of a group.</summary>
    /// <param name="rate">The rate in whole Mbit/s; zero for none.</param>
    /// <returns><c>500</c>.</returns>
    /// <exception cref="InvalidOperationException">The rate is not a whole number of Mbit/s.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is beyond the driver's 32 bits.</exception>
    public static string Rate(Bandwidth rate) => InRange(rate.WholeMegabits, uint.MaxValue).ToString(CultureInfo.InvariantCulture);

    /// <summary>What <c>group</c> takes.</summary>
    /// <param name="id">The group, 0-255; 0 for none.</param>
    /// <returns><c>3</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The driver knows no such group.</exception>
    public static string Group(int id) => InRange(id, GroupKey.MaxId).ToString(CultureInfo.InvariantCulture);

    /// <summary>What <c>node</c> and <c>port</c> take.</summary>
    /// <param name="guid">The GUID.</param>
    /// <returns><c>00:11:22:33:44:55:01:00</c>.</returns>
    public static string Guid(InfinibandGuid guid) => guid.ToString();

    private static long InRange(long value, long max)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, max);
        return value;
    }

    private static string Word<T>(IReadOnlyDictionary<string, T?> words, T value)
        where T : struct, Enum => words.FirstOrDefault(w => Equals(w.Value, value)).Key
            ?? throw new ArgumentOutOfRangeException(nameof(value), value, $"The driver has no word for this {typeof(T).Name}.");
}
