using System.Management.Automation;

using Mlx5Sriov.Changes;
using Mlx5Sriov.Inventory;

namespace Mlx5Sriov.Cmdlets;

/// <summary>What all cmdlets that change rate groups share: what the pipeline brings is gathered into one plan a physical function.</summary>
public abstract class GroupChangeCmdlet : ChangeCmdlet
{
    private readonly Dictionary<PciAddress, Dictionary<string, RateGroupWish>> _wishes = [];

    /// <summary>Emits the rate groups as they are afterwards; those that are removed, as they were before.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected sealed override void EndProcessing()
    {
        foreach (var (pf, wishes) in _wishes) Attempt(Snapshot.Sites.FirstOrDefault(s => s.PciAddress == pf)?.Name ?? $"{pf}", () => Change(pf, wishes));
        Output.End();
    }

    /// <summary>Wishes something of a group; several together become one plan.</summary>
    private protected void Gather(PciAddress pf, string group, RateGroupWish wish)
    {
        if (!_wishes.TryGetValue(pf, out var wishes)) _wishes[pf] = wishes = [];
        var isTwice = wish.Act == RateGroupAct.Create && wishes.ContainsKey(group);
        if (isTwice) throw new RefusedSettingException(RefusalReason.GroupExists, Target(pf, group), "it is named twice.", "Name a new group once, with all its VFs.");

        // What cannot be by itself is that group's error, and the others go on; nodes below one another can be removed only together.
        if (wish.Act != RateGroupAct.Remove) _ = new RateGroupsWish(Title, pf, new Dictionary<string, RateGroupWish> { [group] = wish }).Plan(Snapshot);
        wishes[group] = wish;
    }

    private void Change(PciAddress pf, Dictionary<string, RateGroupWish> wishes)
    {
        RateGroupsWish Wish(Func<string, bool> isMeant) => new(Title, pf, wishes.Where(w => isMeant(w.Key)).ToDictionary(w => w.Key, w => w.Value));
        var before = Snapshot.Groups(Snapshot.Site(pf));
        var isDone = Fulfil(Wish(_ => true), targets => Wish(group => targets.Contains(Target(pf, group))));
        if (!PassThru) return;
        var snapshot = new HostSnapshot(SriovHost);
        var after = snapshot.Groups(snapshot.Site(pf));
        foreach (var (group, wish) in wishes.Where(w => isDone(Target(pf, w.Key))))
        {
            if ((wish.Act == RateGroupAct.Remove ? before : after).FirstOrDefault(g => g.Label == group) is { } found) Output.Write(found);
        }
    }

    private string Target(PciAddress pf, string group) => $"{Snapshot.Site(pf).Name} group {group}";
}
