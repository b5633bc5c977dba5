using Mlx5Sriov.Changes.Operations;
using Mlx5Sriov.Inventory;
using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Changes;

/// <summary>What undoing a change costs beyond what it puts back: VFs that are taken from their users, and what was set since.</summary>
/// <param name="host">The host.</param>
/// <param name="later">What was done on the physical function since.</param>
/// <param name="entry">The change.</param>
internal sealed class UndoCost(SriovHost host, LaterChanges later, JournalEntry entry)
{
    private readonly Operation[] _operations = [.. entry.Steps.SelectMany(s => s.Undo)];

    /// <exception cref="VfInUseException">It would take VFs from those who use them, and may not.</exception>
    /// <exception cref="RefusedSettingException">The e-switch mode cannot be put back while there are rate nodes that this does not delete.</exception>
    public IReadOnlyList<string> Check(bool isForced)
    {
        var snapshot = new HostSnapshot(host);
        var site = snapshot.Site(entry.PciAddress);
        RefuseWhereNodesAreLeft(snapshot, site);
        var whom = _operations.Where(o => o.Disturbs(host)).Select(o => o.VfIndex).ToHashSet();
        int[] disturbed = [.. Enumerable.Range(0, site.EnabledVfs()).Where(vf => whom.Contains(null) || whom.Contains(vf))];
        if (disturbed.Length == 0) return [];
        var (reader, warnings) = (snapshot.OpenVfs(site), new PlanWarnings(site.Name));
        VirtualFunction[] vfs = [.. disturbed.Select(reader.Read)];
        VfInUseException.ThrowIfHeld(vfs, isForced, warnings);
        foreach (var vf in vfs)
        {
            if (VfRxModePlan.Loss(snapshot, vf) is { } loss) warnings.Add(vf.Index, loss);
        }

        if (_operations.Any(o => o.IsGround) && later.Ids.Count > 0)
        {
            warnings.Add($"{site.Name} was changed since ({string.Join(", ", later.Ids)}), "
                + "and what that set on its VFs is lost with them: undo the newest first, or set it again.");
        }

        return warnings.Sentences;
    }

    // The kernel would refuse the mode when the VFs have lost their drivers for it already.
    private void RefuseWhereNodesAreLeft(HostSnapshot snapshot, PfSite site)
    {
        if (!_operations.OfType<SetEswitch>().Any(o => o.Disturbs(host))) return;
        var deleted = _operations.OfType<DeleteRateNode>().Select(o => o.Name).ToHashSet();
        RateGroup[] left = [.. RateNodesExist.Of(snapshot, site).Where(node => !deleted.Contains(node.Label))];
        if (left.Length > 0) throw RateNodesExist.Refusal(site, left);
    }
}
