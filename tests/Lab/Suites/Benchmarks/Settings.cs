using System.Globalization;

using Mlx5Sriov.Planning.Vfs;

namespace Mlx5Sriov.Lab;

/// <summary>What is set on every VF, in each program's words. It is off when it is as on a new VF.</summary>
/// <param name="Title">What the table calls it.</param>
/// <param name="Name">What the probe calls it.</param>
/// <param name="Attributes">How many attributes it is.</param>
/// <param name="Parameters">Set-MlxVf's.</param>
/// <param name="Words">ip's.</param>
/// <param name="Wish">The library's.</param>
/// <param name="Effect">What it makes of a new VF.</param>
internal sealed record Settings(string Title, string Name, int Attributes, string Parameters, string Words, VfWish Wish, Func<VfState, VfState> Effect)
{
    public static Settings One { get; } = new(
        "one attribute (trust)", "one", 1, "-Trust On", "trust on", new VfWish { Trust = OnOff.On }, vf => vf with { Trust = true });

    public static Settings Five { get; } = new(
        "five attributes (trust, VLAN with priority, spoof check, link state, rate limit)", "five", 5,
        "-Trust On -VlanId 100 -Qos 3 -SpoofCheck On -LinkState Enable -MaxTxRate 1Gbit",
        "trust on vlan 100 qos 3 spoofchk on state enable min_tx_rate 0 max_tx_rate 1000",
        new VfWish { Trust = OnOff.On, VlanId = 100, Qos = 3, SpoofCheck = OnOff.On, LinkState = VfLinkState.Enable, MaxTxRate = Bandwidth.Parse("1Gbit") },
        vf => vf with { Trust = true, VlanId = 100, Qos = 3, Protocol = "802.1Q", SpoofCheck = true, LinkState = "enable", MaxTxRate = 1000 });

    /// <summary>A file for <c>ip -batch</c>.</summary>
    public string Batch(string device, int vfs) => string.Concat(
        Enumerable.Range(0, vfs).Select(vf => string.Create(CultureInfo.InvariantCulture, $"link set dev {device} vf {vf} {Words}\n")));
}
