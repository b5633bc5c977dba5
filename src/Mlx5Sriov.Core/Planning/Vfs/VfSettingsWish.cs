using System.Text.Json.Serialization;

using Mlx5Sriov.Inventory;
using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Inventory.Vfs;
using Mlx5Sriov.Planning.Groups;
using Mlx5Sriov.Planning.Routes;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Planning.Vfs;

/// <summary>Settings that are wished for VFs of one physical function.</summary>
/// <param name="title">The cmdlet that wishes it.</param>
/// <param name="pciAddress">The physical function.</param>
/// <param name="wishes">The wishes by VF index.</param>
[method: JsonConstructor]
public sealed class VfSettingsWish(string title, PciAddress pciAddress, IReadOnlyDictionary<int, VfWish> wishes) : IWish
{
    /// <inheritdoc/>
    public string Title { get; } = title;

    /// <summary>The physical function's PCI address.</summary>
    public PciAddress PciAddress { get; } = pciAddress;

    /// <inheritdoc/>
    [JsonIgnore]
    public PlanScope Scope => PlanScope.OfPort(PciAddress);

    /// <summary>The wishes by VF index. Not public: the engine's own JSON refuses an object whose keys are no texts.</summary>
    [JsonInclude]
    internal IReadOnlyDictionary<int, VfWish> Wishes { get; } = wishes;

    // Not saved with a plan: the first planning has refused whatever contradicts it.
    private readonly IReadOnlyDictionary<ChangeTarget, VfWish> _elsewhere = new Dictionary<ChangeTarget, VfWish>();

    /// <summary>Settings that are wished beside others, for VFs of other physical functions: no two VFs of a host get one address.</summary>
    /// <param name="title">The cmdlet that wishes it.</param>
    /// <param name="pciAddress">The physical function.</param>
    /// <param name="wishes">The wishes by VF index.</param>
    /// <param name="elsewhere">What is wished at the same time for VFs of other physical functions, each of which is planned for itself.</param>
    public VfSettingsWish(
        string title, PciAddress pciAddress, IReadOnlyDictionary<int, VfWish> wishes, IReadOnlyDictionary<ChangeTarget, VfWish> elsewhere)
        : this(title, pciAddress, wishes) => _elsewhere = elsewhere;

    /// <inheritdoc/>
    /// <remarks>A VF that cannot be as wished is a refusal in the plan; the others do not depend on it.</remarks>
    /// <exception cref="KernelException">The kernel refused to show the physical function.</exception>
    public ChangePlan Plan(HostSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var site = snapshot.Site(PciAddress);
        _ = snapshot.OpenVfs(site);
        return PartialPlan.Of(Wishes, (wishes, refuse) => Plan(snapshot, site, wishes, refuse), index => ChangeTarget.OfVf(site.Name, index));
    }

    private ChangePlan Plan(HostSnapshot snapshot, PfSite site, IReadOnlyDictionary<int, VfWish> wishes, Action<int, SriovException> refuse)
    {
        var (reader, facts, warnings) = (snapshot.OpenVfs(site), PfFacts.Of(site), new PlanWarnings(site.Name));
        var groups = new GroupPlanner(snapshot, site, facts);
        var steps = new List<Change>();
        foreach (var (index, refusal) in UniqueAddresses.Taken(snapshot, site, wishes, _elsewhere)) refuse(index, refusal);
        foreach (var (index, asked) in wishes.OrderBy(w => w.Key))
        {
            try
            {
                var settings = reader.ReadSettings(index);
                var wish = asked.Reset ? AsNew(asked, settings, new SettingRoutes(facts)) : asked;
                SettingRules.Check(wish, settings, facts);
                if (asked.Reset) WarnOfKept(settings, facts, warnings);
                steps.AddRange(Steps(snapshot, reader, facts, settings, wish, warnings));
                if (wish.Group is { } group) groups.Move(index, Checked(group, settings), settings.Target);
            }
            catch (SriovException refusal)
            {
                refuse(index, refusal);
            }
        }

        steps.AddRange(groups.Steps(warnings));
        return new ChangePlan
        {
            Wish = wishes.Count == Wishes.Count ? this : new VfSettingsWish(Title, PciAddress, wishes),
            Host = snapshot.Host,
            Scope = PlanScope.OfPort(PciAddress, site.Name),
            Steps = steps,
            Warnings = warnings.Sentences,
            Remedies = warnings.Remedies,
        };
    }

    private static Change[] Steps(
        HostSnapshot snapshot, VirtualFunctionReader reader, PfFacts facts, VirtualFunction settings, VfWish wish, PlanWarnings warnings)
    {
        var index = settings.Index;
        var planner = new VfPlanner(facts, settings, wish, reader.Port(index));
        var due = planner.Steps();
        var driver = new VfDriverPlan(snapshot, due, wish);
        if (due.Count == 0 && !driver.MayChange && !VfRxModePlan.IsWished(wish)) return [];
        if (due.Count > 0 && planner.Warning is { } warning) warnings.Add(index, warning);

        // Where the VF lies and who uses it costs more to read than its settings: only where the plan depends on it, or somebody asks whom a step hits.
        var users = new VfUsers(() => reader.Read(index));
        var vf = driver.MayChange || VfRxModePlan.IsWished(wish) ? reader.Read(index) : null;
        Change[] told = [.. due.Select(s => s.Disruption > Disruption.None ? s with { Affected = users } : s)];
        Change[] steps = vf is null ? told : [.. driver.Around(told, vf, warnings), .. VfRxModePlan.Steps(snapshot, facts, vf, wish)];
        if (SpoofChecksZeroMac(settings, wish) && due.Count > 0)
        {
            warnings.Add(index, "the spoof check is on but there is no MAC address, so that the driver cannot tell which source to let through.",
                new Remedy(RemedyKind.SetMacAddress));
        }

        return steps;
    }

    private static GroupKey Checked(string label, VirtualFunction vf)
    {
        var group = GroupKey.Of(label);
        GroupRules.CheckLabel(group, vf.Target);
        return group;
    }

    private static void WarnOfKept(VirtualFunction settings, PfFacts facts, PlanWarnings warnings)
    {
        if (facts.IsSwitchdev && LegacySettings.Of(settings with { LinkState = null }) is { } kept)
        {
            warnings.Add(settings.Index, $"switchdev mode does not let these be reset, and they hold again in legacy mode: {kept}.",
                new Remedy(RemedyKind.ResetInLegacyMode, facts.Name));
        }
    }

    private static VfWish AsNew(VfWish asked, VirtualFunction vf, SettingRoutes routes) => VfWish.SettingsOf(VfDefaults.Of(vf)).PossibleBy(routes) with
    {
        Group = vf.RateGroup is null ? null : GroupKey.None.Label,
        EndsTrunk = true,
        Rebind = asked.Rebind,
    };

    private static bool SpoofChecksZeroMac(VirtualFunction vf, VfWish wish) =>
        (wish.SpoofCheck is not null || wish.MacAddress is not null)
        && (wish.SpoofCheck ?? vf.SpoofCheck) == OnOff.On
        && (wish.MacAddress ?? vf.MacAddress) is { IsZero: true };
}
