using Mlx5Sriov.Planning.Vfs;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>Settings that the changes go from and to.</summary>
internal static class SampleSettings
{
    public static readonly MacAddress Mac1 = MacAddress.Parse("02:00:00:00:00:01");
    public static readonly MacAddress Mac2 = MacAddress.Parse("02:00:00:00:00:02");
    public static readonly InfinibandGuid Guid1 = InfinibandGuid.Parse("00:11:22:33:44:55:01:00");
    public static readonly InfinibandGuid Guid2 = InfinibandGuid.Parse("00:11:22:33:44:55:02:00");
    public static readonly Bandwidth Slow = Bandwidth.Parse("1Gbit");
    public static readonly Bandwidth Fast = Bandwidth.Parse("5Gbit");

    public static readonly VfWish Nothing = new();
    public static readonly VfWish Tag = new() { VlanId = 100, Qos = 3 };
    public static readonly VfWish Trunked = new() { Trunk = VlanSet.Parse("4-15,17,30-40") };
    public static readonly VfWish Everything = new()
    {
        MacAddress = Mac1,
        VlanId = 100,
        Qos = 3,
        SpoofCheck = OnOff.On,
        Trust = OnOff.On,
        LinkState = VfLinkState.Disable,
        MinTxRate = Slow,
        MaxTxRate = Fast,
    };
}
