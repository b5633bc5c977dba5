using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Plans.Running;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>What is as wished already is not touched.</summary>
public sealed class IdempotenceTests
{
    public static IEnumerable<object[]> Cases => ChangeCases.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_second_run_writes_nothing_and_takes_no_journal(string name)
    {
        var change = ChangeCases.Find(name);
        var host = change.NewHost();
        Assert.False(change.Run(host).IsEmpty);
        host.ClearWrites();
        var reports = new List<PlanProgress>();

        var second = change.Run(host, reports.Add);

        Assert.True(second.IsEmpty);
        Assert.Empty(host.Writes);
        Assert.Empty(reports);
        Assert.Single(host.Seams.Changes.List());
        Assert.Equal("nothing to do", $"{second}"[($"{second}".LastIndexOf(": ", StringComparison.Ordinal) + 2)..]);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Planning_writes_nothing(string name)
    {
        var change = ChangeCases.Find(name);
        var host = change.NewHost();

        change.Plan(host);

        Assert.Empty(host.Writes);
        Assert.Empty(host.Seams.Changes.List());
    }

    [Fact]
    public void A_wish_of_nothing_is_an_empty_plan()
    {
        var host = new SimulatedHost(new SimulationOptions());
        var wish = new VfSettingsWish("Set-MlxVf", ChangeCase.Pf, new Dictionary<int, VfWish> { [0] = new() { Rebind = true }, [7] = new() });

        Assert.True(new PlanRunner(host.Seams, TimeSpan.Zero).Run(wish, null, CancellationToken.None).IsEmpty);
        Assert.Empty(host.Writes);
        Assert.Empty(host.Seams.Changes.List());
    }
}
