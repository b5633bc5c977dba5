using Mlx5Sriov.Kernel.Linux;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Kernel.Live;

/// <summary>The host as a whole, and its clock.</summary>
public class LinuxHostTests
{
    [Fact]
    public void The_host_reads_this_machine_through_each_seam()
    {
        var host = LinuxHost.Create();
        Assert.NotNull(host.KernelFiles.Read("/proc/self/comm"));
        Assert.Equal("lo", host.IpLink.Find("lo")!.Name);
        Assert.NotNull(host.Devlink.Ports());
        Assert.Equal(0, host.Tools.Run("/bin/sh", ["-c", "exit 0"], CancellationToken.None).ExitCode);
        Assert.Equal(TimeSpan.Zero, host.Clock.Now.Offset);
        Assert.True(host.Clock.Now <= DateTimeOffset.UtcNow.AddSeconds(1));
    }

    [Fact]
    public void Two_hosts_do_not_share_a_socket()
    {
        var (one, other) = (LinuxHost.Create(), LinuxHost.Create());
        Assert.NotSame(one.IpLink, other.IpLink);
        Parallel.For(0, 100, i => Assert.NotNull((i % 2 == 0 ? one : other).IpLink.Find("lo")));
    }

    [Fact]
    public void Waiting_ends_early_when_cancelled()
    {
        var clock = new HostClock();
        using var cancellation = new CancellationTokenSource();
        var wait = Task.Run(() => clock.Wait(TimeSpan.FromHours(1), cancellation.Token));
        cancellation.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => wait.GetAwaiter().GetResult());
        Assert.ThrowsAny<OperationCanceledException>(() => clock.Wait(TimeSpan.Zero, cancellation.Token));
    }

    [Fact]
    public void Waiting_takes_the_time_and_a_negative_one_is_refused()
    {
        var clock = new HostClock();
        var (before, elapsed) = (clock.Now, clock.Elapsed);
        clock.Wait(TimeSpan.FromMilliseconds(30), CancellationToken.None);
        Assert.True(clock.Now > before);
        Assert.True(clock.Elapsed > elapsed);
        clock.Wait(TimeSpan.Zero, CancellationToken.None);
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Wait(TimeSpan.FromTicks(-1), CancellationToken.None));
    }
}
