using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Simulation;

public sealed class RateGroupTests : SimulationTest
{
    private const string Groups = $"{Eth2}/sriov/groups";

    private readonly SimulatedHost _host = NewHost();

    private IKernelFiles Sysfs => _host.Seams.KernelFiles;

    [Fact]
    public void The_six_steps_of_the_vendors_guide()
    {
        Sysfs.Write(Vf(5, "max_tx_rate"), "10000");
        Sysfs.Write(Vf(5, "group"), "7");
        Sysfs.Write($"{Groups}/7/max_tx_rate", "5000");

        Assert.Equal("10000", Config(_host, 5, "MaxTxRate"));
        Assert.Equal("7", Config(_host, 5, "RateGroup"));
        Assert.Equal("5000", Setting(Sysfs.Read($"{Groups}/7/config")!, "MaxRate"));

        Sysfs.Write(Vf(5, "group"), "3");

        Assert.Equal(["3"], Sysfs.List(Groups));
        Assert.Equal("0", Setting(Sysfs.Read($"{Groups}/3/config")!, "MaxRate"));
        Assert.Equal("10000", Config(_host, 5, "MaxTxRate"));
    }

    [Fact]
    public void A_groups_limits_die_with_its_last_member()
    {
        Sysfs.Write(Vf(0, "group"), "7");
        Sysfs.Write(Vf(1, "group"), "7");
        Sysfs.Write($"{Groups}/7/max_tx_rate", "5000");

        Sysfs.Write(Vf(0, "group"), "0");
        Assert.Equal("1", Setting(Sysfs.Read($"{Groups}/7/config")!, "Num VFs"));
        Assert.Equal("5000", Setting(Sysfs.Read($"{Groups}/7/config")!, "MaxRate"));

        Sysfs.Write(Vf(1, "group"), "0");
        Assert.Empty(Sysfs.List(Groups));
        Refuses(Errno.ENOENT, () => Sysfs.Write($"{Groups}/7/max_tx_rate", "5000"));

        Sysfs.Write(Vf(1, "group"), "7");
        Assert.Equal("0", Setting(Sysfs.Read($"{Groups}/7/config")!, "MaxRate"));
    }

    [Fact]
    public void Writing_the_group_that_a_vf_is_in_keeps_it()
    {
        Sysfs.Write(Vf(0, "group"), "7");
        Sysfs.Write($"{Groups}/7/max_tx_rate", "5000");

        Sysfs.Write(Vf(0, "group"), "7");

        Assert.Equal("5000", Setting(Sysfs.Read($"{Groups}/7/config")!, "MaxRate"));
        Assert.Equal("1", Setting(Sysfs.Read($"{Groups}/7/config")!, "Num VFs"));
    }

    [Theory]
    [InlineData("5000junk", 5000)]
    [InlineData("4294967297", 1)]
    public void The_rates_of_groups_are_read_leniently_in_every_release(string text, int rate)
    {
        Sysfs.Write(Vf(0, "group"), "7");
        Sysfs.Write($"{Groups}/7/min_tx_rate", text);

        Assert.Equal($"{rate}", Setting(Sysfs.Read($"{Groups}/7/config")!, "MinRate"));
        Refuses(Errno.EINVAL, () => Sysfs.Write($"{Groups}/7/min_tx_rate", "x"));
        Refuses(Errno.ENOTSUPP, () => Sysfs.Write($"{Groups}/7/config", "x"));
    }

    [Fact]
    public void Guarantees_become_shares_of_the_largest()
    {
        for (var vf = 0; vf < 5; vf++) Sysfs.Write(Vf(vf, "group"), $"{vf + 1}");
        Assert.Equal("0", Share(1));

        Sysfs.Write($"{Groups}/1/min_tx_rate", "20000");
        Sysfs.Write($"{Groups}/2/min_tx_rate", "5000");
        Sysfs.Write($"{Groups}/3/min_tx_rate", "15000");

        Assert.Equal(["100", "25", "75", "1", "1"], Enumerable.Range(1, 5).Select(Share));
    }

    [Fact]
    public void A_vf_in_no_group_shares_with_the_groups()
    {
        Sysfs.Write(Vf(0, "group"), "1");
        Sysfs.Write($"{Groups}/1/min_tx_rate", "5000");
        Sysfs.Write(Vf(1, "min_tx_rate"), "20000");

        Assert.Equal("25", Share(1));
    }

    [Fact]
    public void Recent_releases_have_no_group_0()
    {
        Assert.Empty(Sysfs.List(Groups));

        Sysfs.Write(Vf(0, "max_tx_rate"), "100");
        Sysfs.Write(Vf(0, "group"), "0");

        Assert.Empty(Sysfs.List(Groups));
    }

    [Fact]
    public void Older_releases_make_group_0_at_the_first_use_of_rates_and_count_nobody_in_it()
    {
        var host = NewHost(SimulationProfile.ConnectX7Ofed2407);
        var sysfs = host.Seams.KernelFiles;
        Assert.Equal(["0"], sysfs.List(Groups));
        Assert.Equal("0", Setting(sysfs.Read($"{Groups}/0/config")!, "Num VFs"));

        var fresh = "/sys/class/net/eth3/device";
        sysfs.Write($"{fresh}/sriov_numvfs", "2");
        Assert.Empty(sysfs.List($"{fresh}/sriov/groups"));
        sysfs.Write($"{fresh}/sriov/1/group", "4");
        Assert.Equal(["0", "4"], sysfs.List($"{fresh}/sriov/groups").Order());
        sysfs.Write($"{fresh}/sriov/1/group", "0");
        Assert.Equal(["0"], sysfs.List($"{fresh}/sriov/groups"));
        sysfs.Write($"{fresh}/sriov_numvfs", "0");
        Assert.Empty(sysfs.List($"{fresh}/sriov/groups"));
    }

    [Fact]
    public void A_devlink_node_is_number_256_and_no_directory()
    {
        var host = NewSwitchdevHost();
        host.Seams.Devlink.AddRateNode(Pf0Address, "gold", new RateLimits());

        host.Seams.Devlink.SetRate(new DevlinkPortHandle(Pf0Address, 1), new RateLimits { Parent = "gold" });

        Assert.Equal("256", Config(host, 0, "RateGroup"));
        Assert.Empty(host.Seams.KernelFiles.List(Groups));
    }

    private string Share(int group) => Setting(Sysfs.Read($"{Groups}/{group}/config")!, "BWShare(Indirect cfg)");
}
