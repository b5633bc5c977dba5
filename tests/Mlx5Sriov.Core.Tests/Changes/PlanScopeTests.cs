using Mlx5Sriov.Kernel.Records;
using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Plans.Running;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>What a plan locks, where it is more than one physical function.</summary>
public sealed class PlanScopeTests
{
    private static readonly PciAddress s_eth2 = PciAddress.Parse("0000:05:00.0");
    private static readonly PciAddress s_eth3 = PciAddress.Parse("0000:05:00.1");

    private readonly SimulatedHost _host = new(new SimulationOptions { NumVfs = [4, 4] });

    [Fact]
    public void Parts_are_in_one_order_and_count_once()
    {
        var (a, b) = (PlanScope.OfPort(s_eth3).And(PlanScope.OfPort(s_eth2, "eth2")), PlanScope.OfPort(s_eth2).And(PlanScope.OfPort(s_eth3)));
        var all = PlanScope.OfMachine("web/01").And(PlanScope.OfFirmware(s_eth2)).And(PlanScope.OfHost()).And(b).And(a);

        Assert.Equal(a, b);
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
        Assert.NotEqual(a, all);
        Assert.Equal([s_eth2, s_eth3], all.Ports);
        Assert.Equal(["0000:05:00.0", "0000:05:00.1", "host", "firmware-0000:05:00.0", "machine-web_2f01"], all.Parts.Select(p => p.Lock));
        Assert.All(all.Parts, part => Assert.True(JournalId.IsPlain(part.Lock)));
        Assert.Equal(all, PlanScope.Parse($"{all}"));
        Assert.True(all.Overlaps(a) && !PlanScope.OfHost().Overlaps(a));
    }

    [Fact]
    public void Two_machines_never_share_a_lock()
    {
        string[] names = ["web/01", "web_2f01", "web 01", "web-01", "Web-01", "wéb", "web_01", "..", "."];
        Assert.Equal(names.Length, names.Select(name => PlanScope.OfMachine(name).Parts[0].Lock).Distinct().Count());
        Assert.All(names, name => Assert.Equal(name, PlanScope.Parse($"{PlanScope.OfMachine(name)}").Parts[0].Id));
    }

    [Theory]
    [InlineData("eth2")]
    [InlineData("0000:05:00.0, ")]
    [InlineData("firmware-")]
    [InlineData("machine-")]
    [InlineData("machine-a_g0")]
    [InlineData("machine-a_0")]
    public void What_is_no_scope_is_not_read(string text) => Assert.Throws<FormatException>(() => PlanScope.Parse(text));

    [Fact]
    public void Locks_are_taken_in_order_and_let_go_in_reverse()
    {
        var store = new NotedStore(_host.Seams.Changes);
        var host = _host.Seams with { Changes = store };

        new PlanRunner(host, TimeSpan.Zero).Run(new JointWish(Trust(s_eth3), Trust(s_eth2)), null, CancellationToken.None);

        Assert.Equal(["+0000:05:00.0", "+0000:05:00.1", "-0000:05:00.1", "-0000:05:00.0"], store.Notes);
    }

    [Fact]
    public void Where_the_second_lock_is_taken_the_first_is_let_go()
    {
        using var taken = _host.Seams.Changes.TryLock($"{s_eth3}", new LockHolder(4711, "Set-MlxPf", _host.Clock.Now));

        Assert.Throws<LockedException>(() => Run(Trust(s_eth2), Trust(s_eth3)));

        Assert.Null(_host.Seams.Changes.HolderOf($"{s_eth2}"));
        Assert.Empty(_host.Writes);
    }

    [Fact]
    public async Task Two_plans_over_the_same_ports_in_opposite_order_both_end()
    {
        var runs = Enumerable.Range(0, 40).Select(n => Task.Run(() =>
        {
            VfSettingsWish[] wishes = [Vlan(s_eth2, 1 + n), Vlan(s_eth3, 1 + n)];
            if (n % 2 == 1) Array.Reverse(wishes);
            new PlanRunner(_host.Seams, TimeSpan.FromDays(1)).Run(new JointWish(wishes), null, CancellationToken.None);
        }));

        await Task.WhenAll(runs);

        Assert.Equal(40, _host.Seams.Changes.List().Count);
    }

    [Fact]
    public void A_change_of_two_ports_is_undone_on_both()
    {
        var before = HostState.Read(_host);
        Run(Vlan(s_eth3, 7), Vlan(s_eth2, 5));
        var entry = RollbackTests.Entry(_host);
        Assert.Equal(("eth2, eth3", "0000:05:00.0 (eth2), 0000:05:00.1 (eth3)"), (entry.Pf, $"{entry.Scope}"));
        Assert.Equal(["eth2", "eth3"], entry.Before!.Keys.Select(f => f.Target.Name).Distinct().Order());

        RollbackTests.Runner(_host).Undo(entry, false, agreed: [], CancellationToken.None);

        Assert.Equal(before, HostState.Read(_host));
    }

    [Fact]
    public void What_was_set_since_on_either_port_is_told()
    {
        Run(Vlan(s_eth3, 7), Vlan(s_eth2, 5));
        var entry = RollbackTests.Entry(_host);
        RollbackTests.Runner(_host).Run(Vlan(s_eth3, 9), null, CancellationToken.None);

        var since = Assert.Throws<ChangedSinceException>(() => RollbackTests.Runner(_host).Undo(entry, false, agreed: [], CancellationToken.None));

        Assert.Contains("eth3 vf 1: VlanId is 9, and this change left it 7", since.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("eth2 vf 1: VlanId", since.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_refusal_on_one_port_puts_both_back(int nth)
    {
        var before = HostState.Read(_host);
        _host.AddFault("ip link set * vlan *", Errno.EIO, nth);

        var failure = Assert.Throws<PlanFailedException>(() => Run(Vlan(s_eth2, 5), Vlan(s_eth3, 7)));

        Assert.Empty(failure.Residue);
        Assert.Equal(before, HostState.Read(_host));
    }

    private void Run(params VfSettingsWish[] wishes) => RollbackTests.Runner(_host).Run(new JointWish(wishes), null, CancellationToken.None);

    private static VfSettingsWish Trust(PciAddress pf) => new("Set-MlxVf", pf, new Dictionary<int, VfWish> { [1] = new() { Trust = OnOff.On } });

    private static VfSettingsWish Vlan(PciAddress pf, int vlan) => new("Set-MlxVf", pf, new Dictionary<int, VfWish> { [1] = new() { VlanId = vlan } });

    private sealed class NotedStore(IChangeStore store) : IChangeStore
    {
        public List<string> Notes { get; } = [];

        public IDisposable? TryLock(string name, LockHolder holder)
        {
            if (store.TryLock(name, holder) is not { } taken) return null;
            Notes.Add($"+{name}");
            return new Noted(() =>
            {
                Notes.Add($"-{name}");
                taken.Dispose();
            });
        }

        public LockHolder? HolderOf(string name) => store.HolderOf(name);

        public string PathOf(string id) => store.PathOf(id);

        public void Save(string id, string text) => store.Save(id, text);

        public void Append(string id, string text) => store.Append(id, text);

        public IReadOnlyList<string> List() => store.List();

        public string? Load(string id) => store.Load(id);

        public void Delete(string id) => store.Delete(id);
    }

    private sealed class Noted(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
