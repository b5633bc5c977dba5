using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Time;

namespace Mlx5Sriov.Core.Tests.Simulation;

public sealed class ClockTests : SimulationTest
{
    private readonly SimulatedHost _host = NewHost();

    [Fact]
    public void The_clock_starts_at_a_fixed_date_and_stands_still_by_itself()
    {
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), _host.Clock.Now);
        Assert.Equal(_host.Clock.Now, _host.Seams.Clock.Now);
    }

    [Fact]
    public void Each_operation_takes_a_microsecond()
    {
        for (var i = 0; i < 1000; i++) _host.Seams.KernelFiles.Read($"{Pf0}/vendor");

        Assert.Equal(SimulatedClock.Start + TimeSpan.FromMilliseconds(1), _host.Clock.Now);
    }

    [Fact]
    public void Waiting_moves_it()
    {
        _host.Seams.Clock.Wait(TimeSpan.FromDays(1), CancellationToken.None);

        Assert.Equal(SimulatedClock.Start + TimeSpan.FromDays(1), _host.Clock.Now);
    }

    [Fact]
    public void A_cancelled_wait_does_not()
    {
        Assert.Throws<OperationCanceledException>(() => _host.Seams.Clock.Wait(TimeSpan.FromDays(1), new CancellationToken(canceled: true)));
        Assert.Throws<ArgumentOutOfRangeException>(() => _host.Seams.Clock.Wait(TimeSpan.FromTicks(-1), CancellationToken.None));

        Assert.Equal(SimulatedClock.Start, _host.Clock.Now);
    }
}
