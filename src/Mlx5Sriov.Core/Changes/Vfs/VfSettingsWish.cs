using System.Text.Json.Serialization;

using Mlx5Sriov.Inventory;

namespace Mlx5Sriov.Changes;

/// <summary>Settings that VFs of one physical function shall have.</summary>
/// <param name="title">The cmdlet that wishes it.</param>
/// <param name="pciAddress">The physical function.</param>
/// <param name="wishes">The wishes by VF index.</param>
public sealed class VfSettingsWish(string title, PciAddress pciAddress, IReadOnlyDictionary<int, VfWish> wishes) : IWish
{
    /// <inheritdoc/>
    public string Title { get; } = title;

    /// <inheritdoc/>
    public PciAddress PciAddress { get; } = pciAddress;

    /// <summary>The wishes by VF index. Not public: PowerShell's ConvertTo-Json refuses an object with keys that are no texts.</summary>
    [JsonInclude]
    internal IReadOnlyDictionary<int, VfWish> Wishes { get; } = wishes;

    /// <inheritdoc/>
    /// <exception cref="RefusedSettingException">A setting cannot be.</exception>
    /// <exception cref="RateGroupNotFoundException">A rate node is not there.</exception>
    /// <exception cref="VfIndexException">A VF is not enabled.</exception>
    /// <exception cref="KernelException">The kernel refused a read.</exception>
    public ChangePlan Plan(HostSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var site = snapshot.Site(PciAddress);
        var reader = snapshot.OpenVfs(site);
        var facts = PfFacts.Of(site);
        var routes = new SettingRoutes(facts);
        var wishes = Wishes.OrderBy(w => w.Key).ToDictionary(w => w.Key, w => w.Value.Reset ? Anew(w.Value, reader.ReadSettings(w.Key), routes) : w.Value);
        UniqueAddresses.Check(snapshot, site, wishes);

        var steps = new List<Change>();
        var warnings = new PlanWarnings(site.Name);
        foreach (var (index, wish) in wishes)
        {
            var settings = reader.ReadSettings(index);
            SettingRules.Check(wish, settings, facts);
            if (Wishes[index].Reset && facts.IsSwitchdev && LegacySettings.Of(settings with { LinkState = null }) is { } kept)
            {
                warnings.Add(index, $"switchdev mode lets these not be reset, and they hold again in legacy mode: {kept}.",
                    new Remedy(RemedyKind.ResetInLegacyMode, site.Name));
            }

            var planner = new VfPlanner(facts, settings, wish, reader.Port(index));
            var due = planner.Steps();
            var driver = new VfDriverPlan(snapshot, due, wish);
            if (due.Count == 0 && !driver.MayChange && !VfRxModePlan.IsWished(wish)) continue;
            if (due.Count > 0 && planner.Warning is { } warning) warnings.Add(index, warning);

            // Where the VF lies and who uses it costs more to read than its settings: only where the plan depends on it, or somebody asks whom a step hits.
            var users = new VfUsers(() => reader.Read(index));
            var vf = driver.MayChange || VfRxModePlan.IsWished(wish) ? reader.Read(index) : null;
            Change[] told = [.. due.Select(s => s.Disruption > Disruption.None ? s with { Affected = users } : s)];
            steps.AddRange(vf is null ? told : [.. driver.Around(told, vf, warnings), .. VfRxModePlan.Steps(snapshot, facts, vf, wish)]);
            if (SpoofChecksZeroMac(settings, wish) && due.Count > 0)
            {
                warnings.Add(index, "the spoof check is on but there is no MAC address, so that the driver cannot tell which source to let through.",
                    new Remedy(RemedyKind.SetMacAddress));
            }
        }

        steps.AddRange(GroupSteps(snapshot, site, facts, wishes, warnings));
        return new ChangePlan
        {
            Wish = this,
            Host = snapshot.Host,
            Pf = site.Name,
            PciAddress = PciAddress,
            Steps = steps,
            Warnings = warnings.Sentences,
            Remedies = warnings.Remedies,
        };
    }

    // Which group ends with whose move only all VFs together tell.
    private static IReadOnlyList<Change> GroupSteps(HostSnapshot snapshot, PfSite site, PfFacts facts, Dictionary<int, VfWish> wishes, PlanWarnings warnings)
    {
        var groups = new GroupPlanner(snapshot, site, facts);
        foreach (var (index, wish) in wishes.Where(w => w.Value.Group is not null))
        {
            var (group, target) = (GroupKey.Of(wish.Group), ChangeTarget.OfVf(site.Name, index));
            GroupRules.CheckLabel(group, target);
            groups.Move(index, group, target);
        }

        return groups.Steps(warnings);
    }

    private static VfWish Anew(VfWish asked, VirtualFunction vf, SettingRoutes routes) => routes.Possible(VfWish.SettingsOf(VfDefaults.Of(vf))) with
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
