using Mlx5Sriov.Inventory;
using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Changes;

/// <summary>Settings that VFs of one physical function shall have.</summary>
/// <param name="title">The cmdlet that wishes it.</param>
/// <param name="pf">The physical function.</param>
/// <param name="wishes">The wishes by VF index.</param>
public sealed class VfSettingsWish(string title, PciAddress pf, IReadOnlyDictionary<int, VfWish> wishes) : IWish
{
    /// <inheritdoc/>
    public string Title { get; } = title;

    /// <inheritdoc/>
    public PciAddress PciAddress { get; } = pf;

    /// <summary>The wishes by VF index.</summary>
    public IReadOnlyDictionary<int, VfWish> Wishes { get; } = wishes;

    /// <inheritdoc/>
    /// <exception cref="RefusedSettingException">A setting cannot be.</exception>
    /// <exception cref="VfIndexException">A VF is not enabled.</exception>
    /// <exception cref="KernelException">The kernel refused a read.</exception>
    public ChangePlan Plan(HostSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var site = snapshot.Site(PciAddress);
        var reader = snapshot.OpenVfs(site);
        UniqueAddresses.Check(snapshot, site, Wishes);

        var facts = PfFacts.Of(site);
        var steps = new List<Change>();
        var warnings = new List<string>();
        var routes = new SettingRoutes(facts);
        foreach (var (index, asked) in Wishes.OrderBy(w => w.Key))
        {
            var settings = reader.ReadSettings(index);
            var wish = asked.Reset ? routes.Possible(VfWish.SettingsOf(VfDefaults.Of(settings))) with { Rebind = asked.Rebind } : asked;
            SettingRules.Check(wish, settings, facts);
            var planner = new VfPlanner(facts, settings, wish, reader.Port(index));
            var due = planner.Steps();
            var driver = new VfDriverPlan(snapshot, due, wish);
            if (due.Count == 0 && !driver.MayChange && !VfRxModePlan.IsWished(wish)) continue;
            if (due.Count > 0 && planner.Warning is { } warning) warnings.Add(warning);

            // Where the VF lies and who uses it costs more to read than its settings: only for one that changes in a way that somebody notices.
            var vf = driver.MayChange || VfRxModePlan.IsWished(wish) || due.Any(s => s.Disruption > Disruption.None) ? reader.Read(index) : null;
            Change[] told = [.. due.Select(s => s.Disruption > Disruption.None && vf?.Holder is { } who ? s with { Affected = [$"{settings}: {who}"] } : s)];
            steps.AddRange(vf is null ? told : [.. driver.Around(told, vf, warnings), .. VfRxModePlan.Steps(snapshot, facts, vf, wish)]);
            if (SpoofChecksZeroMac(settings, wish) && due.Count > 0)
                warnings.Add($"{settings} has its spoof check on but no MAC address, so that the driver cannot tell which source to let through: set one with Set-MlxVf -MacAddress.");
        }

        return new ChangePlan { Wish = this, Pf = site.Name, PciAddress = PciAddress, Steps = steps, Warnings = warnings };
    }

    private static bool SpoofChecksZeroMac(VirtualFunction vf, VfWish wish) =>
        (wish.SpoofCheck is not null || wish.MacAddress is not null) && (wish.SpoofCheck ?? vf.SpoofCheck) == OnOff.On && (wish.MacAddress ?? vf.MacAddress) is { IsZero: true };
}
