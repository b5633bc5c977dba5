using System.Globalization;
using System.Management.Automation.Host;

using Mlx5Sriov.Counters;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Screen;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;
using Mlx5Sriov.Watching;

namespace Mlx5Sriov.Tests.Screen;

/// <summary>The table on terminals large and small.</summary>
public class TrafficTableTests
{
    [Fact]
    public void All_VFs_are_in_their_order_where_they_fit()
    {
        Assert.Equal(
            """
            hh:mm:ss  3 VFs: Rx 432Mbit, Tx 144Mbit. Ctrl-C ends.
            Pf    VF  Name          Rx        Tx  Rx packets/s  Tx packets/s  Rx drops/s  Tx drops/s
            eth2   0  eth2v0  72.0Mbit  24.0Mbit         10000          5000           0           0
            eth2   1  VM web   144Mbit  48.0Mbit         20000         10000           0           0
            eth2   2  eth2v2   216Mbit  72.0Mbit         30000         15000           0           0
            """,
            Text(Rates(3, host => host.GiveToVirtualMachine(PciAddress.Parse("05:00.3"), "web")), 100, 24));
    }

    [Fact]
    public void The_busiest_are_shown_where_not_all_fit_and_the_rest_is_counted()
    {
        Assert.Equal(
            """
            hh:mm:ss  127 VFs: Rx 92.7Gbit, Tx 30.9Gbit. Ctrl-C ends.
            Pf     VF  Name            Rx       Tx  Rx drops/s  Tx drops/s
            eth2   19  eth2v19   1.44Gbit  480Mbit           0           0
            eth2   39  eth2v39   1.44Gbit  480Mbit           0           0
            eth2   59  eth2v59   1.44Gbit  480Mbit           0           0
            eth2   79  eth2v79   1.44Gbit  480Mbit           0           0
            eth2   99  eth2v99   1.44Gbit  480Mbit           0           0
            eth2  119  eth2v119  1.44Gbit  480Mbit           0           0
            121 more are not shown, 6 with drops: these are the busiest.
            """,
            Text(Rates(127), 70, 9));
    }

    [Theory]
    [InlineData(100, "Pf VF Name Rx Tx Rx packets/s Tx packets/s Rx drops/s Tx drops/s")]
    [InlineData(80, "Pf VF Name Rx Tx Rx drops/s Tx drops/s")]
    [InlineData(55, "Pf VF Rx Tx Rx drops/s Tx drops/s")]
    [InlineData(40, "Pf VF Rx Tx")]
    [InlineData(25, "VF Rx Tx")]
    public void Columns_go_where_the_terminal_is_narrow(int width, string columns)
    {
        var header = Lines(Rates(8), width, 24)[1];
        Assert.Equal(columns, string.Join(' ', header.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Theory]
    [InlineData(100, 24)]
    [InlineData(100, 6)]
    [InlineData(60, 5)]
    [InlineData(33, 4)]
    [InlineData(12, 3)]
    [InlineData(100, 2)]
    [InlineData(4, 1)]
    [InlineData(1, 1)]
    public void No_table_is_larger_than_its_room(int width, int height)
    {
        var lines = Lines(Rates(127), width, height);
        Assert.InRange(lines.Count, 1, height);
        Assert.All(lines, line => Assert.InRange(Plain(line).Length, 0, width));
    }

    [Fact]
    public void A_terminal_of_a_line_or_two_shows_the_busiest_VF()
    {
        Assert.StartsWith("eth2  19", Assert.Single(Lines(Rates(127), 70, 1)), StringComparison.Ordinal);
        Assert.StartsWith("eth2  19", Lines(Rates(127), 70, 2)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_with_drops_is_coloured()
    {
        var lines = Lines(Rates(8), 100, 24);
        Assert.Equal(["eth2   7"], lines.Where(l => l.Contains('\u001b', StringComparison.Ordinal)).Select(l => Plain(l)[..8]));
        Assert.EndsWith("\u001b[0m", lines[9], StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_keep_their_width_when_texts_get_shorter()
    {
        var table = new TrafficTable(text => text.Length);
        var wide = table.Lines(Rates(127), new Size(100, 200))[1];
        Assert.Equal(wide, table.Lines(Rates(1), new Size(100, 200))[1]);
        Assert.NotEqual(wide, Lines(Rates(1), 100, 200)[1]);
    }

    [Fact]
    public void VFs_that_were_enabled_anew_are_marked_and_come_last()
    {
        var host = Host(8);
        var watch = Watch(host);
        Sample(host, watch);
        host.SetCounters(PciAddress.Parse("05:01.1"), 0);
        var text = string.Join('\n', new TrafficTable(t => t.Length).Lines(Sample(host, watch), new Size(100, 24)));
        Assert.Matches(@"(?m)^eth2 +7 +eth2v7 +reset +reset +- +- +- +-$", text);
        host.SetCounters(PciAddress.Parse("05:01.1"), 0);
        var lines = new TrafficTable(t => t.Length).Lines(Sample(host, watch), new Size(100, 9));
        Assert.DoesNotContain("reset", string.Join('\n', lines), StringComparison.Ordinal);
    }

    [Fact]
    public void A_guests_name_does_not_command_the_terminal_nor_shift_the_columns()
    {
        var rates = Rates(2, host => host.GiveToVirtualMachine(PciAddress.Parse("05:00.3"), "\u001b[2Jab\u4e2d"));
        var lines = new TrafficTable(text => text.Sum(c => c > '\u1100' && c != '\uFFFD' ? 2 : 1)).Lines(rates, new Size(100, 24));
        Assert.DoesNotContain('\u001b', lines[3]);
        Assert.Contains("VM \uFFFD[2Jab\u4e2d   144Mbit", lines[3], StringComparison.Ordinal);
        Assert.Contains("eth2v0       72.0Mbit", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void No_VF_at_all_is_said() => Assert.Equal("No VF is there to watch. Ctrl-C ends.", Lines([], 100, 24)[0]);

    private static SimulatedHost Host(int vfs) => new(new SimulationOptions { NumVfs = [vfs, 0] });

    private static TrafficWatch Watch(SimulatedHost host)
    {
        var watch = new TrafficWatch(host.Seams, [new WatchedVfs(PciAddress.Parse("05:00.0"), null)]);
        Sample(host, watch);
        return watch;
    }

    private static IReadOnlyList<VfTrafficRate> Sample(SimulatedHost host, TrafficWatch watch)
    {
        host.Clock.Advance(TimeSpan.FromSeconds(10));
        return watch.Read((_, refusal) => throw refusal, CancellationToken.None);
    }

    private static IReadOnlyList<VfTrafficRate> Rates(int vfs, Action<SimulatedHost>? stage = null)
    {
        var host = Host(vfs);
        stage?.Invoke(host);
        return Sample(host, Watch(host));
    }

    private static IReadOnlyList<string> Lines(IReadOnlyList<VfTrafficRate> rates, int width, int height) =>
        new TrafficTable(text => text.Length).Lines(rates, new Size(width, height));

    /// <summary>The table without colours, and whatever the time is where this runs.</summary>
    private static string Text(IReadOnlyList<VfTrafficRate> rates, int width, int height)
    {
        var time = rates[0].Timestamp.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        return string.Join('\n', Lines(rates, width, height).Select(Plain)).Replace(time, "hh:mm:ss", StringComparison.Ordinal);
    }

    private static string Plain(string line) =>
        new System.Management.Automation.Internal.StringDecorated(line).ToString(System.Management.Automation.OutputRendering.PlainText);
}
