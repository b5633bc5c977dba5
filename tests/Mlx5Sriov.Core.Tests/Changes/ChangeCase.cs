using Mlx5Sriov.Inventory;
using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans;
using Mlx5Sriov.Plans.Running;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>A change from one state of a host to another, on a kind of host: what each step of it can do wrong is tried on all of them.</summary>
internal sealed record ChangeCase(string Name, SimulationProfile Profile, IWish Wish)
{
    public static readonly PciAddress Pf = PciAddress.Parse("0000:05:00.0");

    private const int MostWrites = 20;

    private IReadOnlyDictionary<string, string>? _before;

    /// <summary>What is there before: a wish that is fulfilled first.</summary>
    public IWish? Before { get; init; }

    public IReadOnlyList<int> NumVfs { get; init; } = [4, 2];

    public bool IsSwitchdev { get; init; }

    /// <summary>Whether the physical function's net device is in another network namespace, so that OFED's files are the only way.</summary>
    public bool IsAway { get; init; }

    /// <summary>What else was wished before, in order.</summary>
    public IReadOnlyList<IWish> Scene { get; init; } = [];

    /// <summary>
    /// Whether it is about rate groups: a VF that could not be moved back is named once, while it shows in the group that it
    /// is in and the one that it should be in.
    /// </summary>
    public bool IsOfGroups { get; init; }

    /// <summary>Whether new VFs get no driver at first.</summary>
    public bool IsUnprobed { get; init; }

    /// <summary>
    /// Whether a residue names exactly what differs: a change of settings. A driver that is bound or a number that is set may be named
    /// though nothing that can be read differs.
    /// </summary>
    public bool IsExact { get; init; }

    /// <summary>Whether the VFs that are there before and after have then what they had.</summary>
    public bool KeepsVfs { get; init; }

    public static ChangeCase OfVfs(string name, SimulationProfile profile, VfWish before, VfWish after) =>
        new(name, profile, new VfSettingsWish("Set-MlxVf", Pf, Wishes(after)))
        {
            Before = new VfSettingsWish("setup", Pf, Wishes(before)),
            IsExact = after is { Rebind: false, Driver: null },
        };

    public SimulatedHost NewHost()
    {
        var host = new SimulatedHost(new SimulationOptions { Profile = Profile, NumVfs = NumVfs });
        if (IsSwitchdev) host.Seams.Devlink.SetEswitch(Pf, new Eswitch { Mode = EswitchMode.Switchdev });
        if (IsAway) host.MoveToNamespace(Profile == SimulationProfile.ConnectX6Infiniband ? "ib0" : "eth2", "away");
        if (IsUnprobed) host.Seams.KernelFiles.Write($"/sys/bus/pci/devices/{Pf}/sriov_drivers_autoprobe", "0");
        foreach (var wish in Before is null ? Scene : [Before, .. Scene]) new PlanRunner(host.Seams, TimeSpan.Zero).Run(wish, null, CancellationToken.None);
        foreach (var id in host.Seams.Changes.List()) host.Seams.Changes.Delete(id);
        host.ClearWrites();
        return host;
    }

    /// <summary>A new host, and what can be read of it: read once for all hosts of the case, which are alike.</summary>
    public SimulatedHost NewHost(out IReadOnlyDictionary<string, string> before)
    {
        var host = NewHost();
        if (_before is null) _before = HostState.Read(host);
        else HostState.Settle(host);
        before = _before;
        return host;
    }

    public ChangePlan Plan(SimulatedHost host) => Wish.Plan(new HostSnapshot(host.Seams));

    public ChangePlan Run(SimulatedHost host, Action<PlanProgress>? report = null, CancellationToken cancellation = default) =>
        new PlanRunner(host.Seams, TimeSpan.Zero, report).Run(Wish, null, cancellation);

    /// <summary>
    /// The numbers of the writes, or of the steps, that are tried: all, but of what a hundred VFs take only the first, the last and some between.
    /// </summary>
    public static IEnumerable<int> Tried(int first, int count) => Enumerable.Range(first, count)
        .Where(n => count <= MostWrites || n - first < MostWrites / 2 || first + count - n <= MostWrites / 4 || (n - first) % (count / (MostWrites / 4)) == 0);

    public override string ToString() => Name;

    // The second VF gets all that two VFs can have alike.
    private static Dictionary<int, VfWish> Wishes(VfWish wish) =>
        new() { [1] = wish, [3] = wish with { MacAddress = null, NodeGuid = null, PortGuid = null } };
}
