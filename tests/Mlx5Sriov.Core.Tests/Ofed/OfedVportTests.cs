using Mlx5Sriov.Ofed;

namespace Mlx5Sriov.Tests.Ofed;

/// <summary>What an InfiniBand VF has: <c>node</c>, <c>port</c> and <c>policy</c>, and no <c>config</c>.</summary>
public class OfedVportTests
{
    private const string Source = "/sys/bus/pci/devices/0000:05:00.0/sriov/3/policy";

    [Theory]
    [InlineData("00:11:22:33:44:55:01:00\n", "00:11:22:33:44:55:01:00")]
    [InlineData("00:00:00:00:00:00:00:00\n", "00:00:00:00:00:00:00:00")]
    [InlineData("e4:1d:2d:03:00:f2:a4:88", "e4:1d:2d:03:00:f2:a4:88")]
    public void A_guid_is_read(string text, string guid) => Assert.Equal(InfinibandGuid.Parse(guid), OfedVport.ParseGuid(text, Source));

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("00:11:22:33:44:55:01:0")] // cut
    [InlineData("00:11:22:33:44:55:01:0\n")]
    [InlineData("00:11:22:33:44:55\n")]
    [InlineData(" 0:11:22:33:44:55:01:00\n")]
    [InlineData("00:11:22:33:44:55:01:00\0")]
    [InlineData("usage: write <LLADDR|Random> to set VF Mac Address\n")]
    public void What_is_no_padded_guid_is_refused(string text) => Assert.EndsWith(
        "which is not a GUID of eight octets.",
        Assert.Throws<MalformedTextException>(() => OfedVport.ParseGuid(text, Source)).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Follow\n", VfLinkState.Auto)]
    [InlineData("Up\n", VfLinkState.Enable)]
    [InlineData("Down\n", VfLinkState.Disable)]
    [InlineData("Invalid policy\n", null)]
    public void A_policy_is_read(string text, VfLinkState? policy) => Assert.Equal(policy, OfedVport.ParsePolicy(text, Source));

    [Theory]
    [InlineData("")]
    [InlineData("up\n")]
    [InlineData("Foll")]
    [InlineData("Up\0\n")]
    [InlineData("Auto\n")]
    [InlineData("usage: write <Up|Down|Follow> to set VF State\n")]
    public void What_is_no_policy_is_refused(string text) => Assert.EndsWith(
        "which is not one of Follow, Up, Down, Invalid policy.",
        Assert.Throws<MalformedTextException>(() => OfedVport.ParsePolicy(text, Source)).Message,
        StringComparison.Ordinal);
}
