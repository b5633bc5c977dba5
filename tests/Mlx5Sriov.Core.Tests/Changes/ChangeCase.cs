using Mlx5Sriov.Changes;
using Mlx5Sriov.Inventory;
using Mlx5Sriov.Kernel;
using Mlx5Sriov.Simulation;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>A change from one state of two VFs to another, on a kind of host: what each step of it can do wrong is tried on all of them.</summary>
internal sealed record ChangeCase(string Name, SimulationProfile Profile, VfWish Before, VfWish After)
{
    public static readonly PciAddress Pf = PciAddress.Parse("0000:05:00.0");

    public bool IsSwitchdev { get; init; }

    /// <summary>Whether the physical function's net device is in another network namespace, so that OFED's files are the only way.</summary>
    public bool IsAway { get; init; }

    /// <summary>What else was wished before, in order.</summary>
    public IReadOnlyList<IWish> Scene { get; init; } = [];

    /// <summary>What is wished instead of the settings of two VFs.</summary>
    public IWish? Instead { get; init; }

    public IWish Wish => Instead ?? new VfSettingsWish("Set-MlxVf", Pf, Wishes(After));

    public SimulatedHost NewHost()
    {
        var host = new SimulatedHost(new SimulationOptions { Profile = Profile, NumVfs = [4, 2] });
        if (IsSwitchdev) host.Seams.Devlink.SetEswitch(Pf, new Eswitch { Mode = EswitchMode.Switchdev });
        if (IsAway) host.MoveToNamespace(Profile == SimulationProfile.ConnectX6Infiniband ? "ib0" : "eth2", "away");
        foreach (var wish in Scene.Prepend(new VfSettingsWish("setup", Pf, Wishes(Before)))) new PlanRunner(host.Seams, TimeSpan.Zero).Run(wish, null, CancellationToken.None);
        foreach (var id in host.Seams.Changes.List()) host.Seams.Changes.Delete(id);
        host.ClearWrites();
        return host;
    }

    public ChangePlan Plan(SimulatedHost host) => Wish.Plan(new HostSnapshot(host.Seams));

    public ChangePlan Run(SimulatedHost host, Action<PlanProgress>? report = null, CancellationToken cancellation = default) =>
        new PlanRunner(host.Seams, TimeSpan.Zero, report).Run(Wish, null, cancellation);

    public override string ToString() => Name;

    // The second VF gets all that two VFs can have alike.
    private static Dictionary<int, VfWish> Wishes(VfWish wish) =>
        new() { [1] = wish, [3] = wish with { MacAddress = null, NodeGuid = null, PortGuid = null } };
}
