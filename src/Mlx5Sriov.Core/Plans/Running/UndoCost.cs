using Mlx5Sriov.Inventory;
using Mlx5Sriov.Inventory.Filters;
using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Kernel;
using Mlx5Sriov.Operations;
using Mlx5Sriov.Planning.Ports;
using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Plans.Running;

/// <summary>
/// What undoing a change costs on one physical function beyond what it puts back: VFs that are taken from their users, and what was set since.
/// </summary>
/// <param name="host">The host.</param>
/// <param name="later">What was done since on what the change is about.</param>
/// <param name="entry">The change.</param>
/// <param name="port">The physical function.</param>
internal sealed class UndoCost(SriovHost host, LaterChanges later, JournalEntry entry, ScopePart port)
{
    private readonly Operation[] _acts = [.. entry.ActsOn(port)];

    // Whether an act disturbs anyone is asked of the kernel, and so once.
    private Operation[]? _disturbing;

    private Operation[] Disturbing => _disturbing ??= [.. _acts.Where(o => o.Disturbs(host))];

    /// <exception cref="VfInUseException">It would take VFs from those who use them, and may not.</exception>
    /// <exception cref="RefusedSettingException">
    /// The e-switch mode cannot be put back while there are rate nodes that this does not delete, or the adapter carries out packet filters.
    /// </exception>
    public UndoCosts Check(HostSnapshot snapshot, bool isForced)
    {
        var site = snapshot.Site(port.Port!.Value);
        RefuseWhereNodesAreLeft(snapshot, site);
        var filters = EndsRepresentors(site) || SetsModes ? snapshot.Filters(site) : null;
        RefuseWhereFlowsAreLeft(site, filters);
        var whom = Disturbing.Select(o => o.VfIndex).ToHashSet();
        int[] disturbed = [.. Enumerable.Range(0, site.EnabledVfs()).Where(vf => whom.Contains(null) || whom.Contains(vf))];
        if (disturbed.Length == 0 && !SetsModes) return UndoCosts.None;
        var warnings = new PlanWarnings(site.Name);
        VirtualFunction[] vfs = [.. disturbed.Select(vf => snapshot.OpenVfs(site).Read(vf))];
        HeldVfs.ThrowIfHeld(vfs, isForced, warnings);
        if (Mode is { } mode && EndedPorts.By(site.Eswitch?.Mode, mode, snapshot, site).Warning is { } ends) warnings.AddLoss(ends);
        if (filters is not null && EndsRepresentors(site))
            (SetsModes ? EndedFilters.WithSwitchdev(site, filters) : EndedFilters.WithVfs(site, filters)).WarnOfLoss(warnings);
        foreach (var vf in vfs)
        {
            if (VfRxModePlan.Loss(snapshot, vf) is { } loss) warnings.Add(vf.Index, loss, new Remedy(RemedyKind.SetRxMode));
        }

        if (_acts.Any(o => o.IsPrerequisite) && later.Ids.Count > 0)
        {
            warnings.Add($"{site.Name} was changed since ({string.Join(", ", later.Ids)}), "
                + "and what that set on its VFs is lost with them: undo the newest first, or set it again.");
        }

        return new UndoCosts(warnings.Sentences, warnings.Losses) { Remedies = warnings.Remedies };
    }

    /// <summary>The e-switch mode that is put back; null where it is left alone.</summary>
    private EswitchMode? Mode => Disturbing.OfType<SetEswitch>().LastOrDefault()?.Wish.Mode;

    private bool SetsModes => Mode is not null;

    private bool RemovesVfs => Disturbing.OfType<SetVfCount>().Any();

    private bool EndsRepresentors(PfSite site) => site.IsSwitchdev && (RemovesVfs || SetsModes);

    private void RefuseWhereFlowsAreLeft(PfSite site, FilteredPorts? filters)
    {
        if (!SetsModes || filters is null) return;
        if (FiltersInHardware.Of(filters, vfsEndBefore: RemovesVfs) is { Length: > 0 } held) throw FiltersInHardware.Refusal(site, held);
    }

    // The kernel would refuse the mode when the VFs have lost their drivers for it already.
    private void RefuseWhereNodesAreLeft(HostSnapshot snapshot, PfSite site)
    {
        if (!SetsModes) return;
        var deleted = _acts.OfType<DeleteRateNode>().Select(o => o.Name).ToHashSet();
        RateGroup[] left = [.. RateNodesExist.Of(snapshot, site).Where(node => !deleted.Contains(node.Label))];
        if (left.Length > 0) throw RateNodesExist.Refusal(site, left);
    }
}
