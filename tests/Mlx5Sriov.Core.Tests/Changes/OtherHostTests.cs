using Mlx5Sriov.Inventory;
using Mlx5Sriov.Kernel;
using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Plans.Running;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>A plan is for the host that it was made on, and a change is of the host that it was made on, however alike another is.</summary>
public sealed class OtherHostTests
{
    private static readonly HostIdentity s_real = new("0123456789abcdef", IsSimulated: false);
    private static readonly HostIdentity s_otherReal = new("fedcba9876543210", IsSimulated: false);
    private static readonly HostIdentity s_simulated = new("simulation-1", IsSimulated: true);
    private static readonly HostIdentity s_otherSimulated = new("simulation-2", IsSimulated: true);

    public static TheoryData<HostIdentity, HostIdentity, string> Pairs => new()
    {
        { s_simulated, s_real, "it was made for a simulated host, and this is a real host" },
        { s_real, s_simulated, "it was made for a real host, and this is a simulated host" },
        { s_simulated, s_otherSimulated, "it was made for another simulated host than this" },
        { s_real, s_otherReal, "it was made for another real host than this" },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_plan_is_stale_on_another_host_that_is_alike(HostIdentity there, HostIdentity here, string told)
    {
        foreach (var change in ChangeCases.Names.Select(n => ChangeCases.Find((string)n[0])))
        {
            var (one, other) = (change.NewHost(), change.NewHost());
            var plan = change.Wish.Plan(new HostSnapshot(one.Seams with { Identity = there }));
            var seams = other.Seams with { Identity = here };
            var (writes, journals) = (other.Writes.Count, seams.Changes.List().Count);

            var stale = Assert.Throws<StalePlanException>(() => new PlanRunner(seams, TimeSpan.Zero).Run(plan.Wish, plan, CancellationToken.None));

            Assert.Contains(told, stale.Message, StringComparison.Ordinal);
            Assert.Equal((writes, journals), (other.Writes.Count, seams.Changes.List().Count));
            new PlanRunner(seams with { Identity = there }, TimeSpan.Zero).Run(plan.Wish, plan, CancellationToken.None);
        }
    }

    [Fact]
    public void A_journal_tells_its_host_and_one_that_does_not_counts_as_made_here()
    {
        var seams = new SimulatedHost(new SimulationOptions()).Seams;
        new PlanRunner(seams, TimeSpan.Zero).Run(
            new VfSettingsWish("Set-MlxVf", ChangeCase.Pf, new Dictionary<int, VfWish> { [1] = new() { Trust = OnOff.On } }), null, CancellationToken.None);
        var id = Assert.Single(seams.Changes.List());
        var entry = new Journal(seams).Read(id)!;

        Assert.Equal(seams.Identity.Id, entry.Host);
        Assert.True(new Journal(seams).IsOfThisHost(entry));
        Assert.False(new Journal(seams with { Identity = s_real }).IsOfThisHost(entry));

        seams.Changes.Save(id, seams.Changes.Load(id)!.Replace($"\"Host\":\"{seams.Identity.Id}\",", "", StringComparison.Ordinal));
        Assert.True(new Journal(seams with { Identity = s_real }).IsOfThisHost(new Journal(seams).Read(id)!));
    }
}
