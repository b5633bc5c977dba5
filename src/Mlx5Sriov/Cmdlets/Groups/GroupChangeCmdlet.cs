using System.Management.Automation;

using Mlx5Sriov.Binding;
using Mlx5Sriov.Inventory;
using Mlx5Sriov.Planning.Groups;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Cmdlets.Groups;

/// <summary>What all cmdlets that change rate groups share: what the pipeline brings is gathered into one plan a physical function.</summary>
public abstract class GroupChangeCmdlet : ChangeCmdlet
{
    private readonly GatheredWishes<string, RateGroupWish> _wishes = new((earlier, later) => later.Over(earlier));
    private readonly HashSet<(PciAddress Pf, string Group)> _created = [];
    private SettingColumns? _columns;

    /// <summary>Emits the rate groups as they are afterwards; those that are removed, as they were before.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected sealed override void EndProcessing()
    {
        if (_columns is not null) WarnOf(_columns);
        PlanAll(_wishes.Ports.Where(w => w.Value.Count > 0).Select(w => (w.Key, (IWish)new RateGroupsWish(Title, w.Key, w.Value))), Change);
        Output.End();
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        // A VF's name, index and rates bind by their names, and are none of the group's.
        if (PipelineRow.Of(this) is not { } row)
        {
            GatherRecord();
        }
        else if (row.IsOfVf)
        {
            Attempt($"{row}", () => throw NamesNoGroup(row));
        }
        else
        {
            _columns ??= new SettingColumns(this, Typed, TakesPatterns);
            var isRead = false;
            Attempt($"{row}", () =>
            {
                if (IsRow) _columns.Read(row);
                isRead = true;
            });
            if (isRead) GatherRecord();
        }
    }

    // An object that the pipeline brings whole is no row.
    private bool IsRow => ParameterSetName is "Id" or "Name";

    /// <summary>Whether a group of the pipeline is the pattern of a new one, so that what it has is wished.</summary>
    private protected virtual bool TakesPatterns => false;

    /// <summary>Gathers what the parameters wish.</summary>
    private protected abstract void GatherRecord();

    /// <summary>Wishes something of a group; several together become one plan.</summary>
    private protected void Gather(PciAddress pf, string group, RateGroupWish wish)
    {
        if (wish.Act == RateGroupAct.Create && !_created.Add((pf, group)))
        {
            // Neither is taken: which of the two was meant nobody can tell.
            _wishes.Of(pf).Remove(group);
            throw new RefusedSettingException(RefusalReason.GroupExists, Target(pf, group),
                "it is named twice, and so not made.",
                "Name a new group once, with all its VFs.");
        }

        _wishes.Add(pf, group, wish, $"{Target(pf, group)}");
    }

    /// <summary>What an error names that is about the numbers and names of a command.</summary>
    private protected static string Named(IEnumerable<int> ids, IEnumerable<string?> names) =>
        string.Join(", ", ids.Select(id => $"{id}").Concat(names.OfType<string>().Where(name => name.Length > 0)));

    /// <exception cref="RefusedSettingException">Neither a number nor a name is given, or both.</exception>
    private protected static void CheckIsOneKind(IReadOnlyCollection<int> ids, IEnumerable<string?> names)
    {
        string[] given = [.. names.OfType<string>().Where(name => name.Length > 0)];
        if ((ids.Count > 0) != (given.Length > 0)) return;
        throw new RefusedSettingException(
            RefusalReason.GroupNameInvalid,
            ChangeTarget.OfGiven(given.Length == 0 ? "group" : Named(ids, given)),
            given.Length == 0 ? "it has neither a number nor a name." : "it has a number and a name.",
            "Name a numbered group with Id, and a rate node with Name.");
    }

    private static RefusedSettingException NamesNoGroup(PipelineRow vf) => new(RefusalReason.GroupNameInvalid, ChangeTarget.OfGiven($"{vf}"),
        "a virtual function names no group.",
        "Move VFs with Set-MlxVf -Group, or name a group's VFs with -Index; Get-MlxVf | Get-MlxVfGroup gives the groups that VFs are in.");

    private void Change(PciAddress pf, ChangePlan plan)
    {
        var wishes = ((RateGroupsWish)plan.Wish).Wishes;
        if (wishes.Count == 0 && !PlanOnly) return;
        var before = Snapshot.Groups(Snapshot.Site(pf));
        var isDone = Fulfil(plan, targets =>
            new RateGroupsWish(Title, pf, wishes.Where(w => targets.Contains(Target(pf, w.Key))).ToDictionary(w => w.Key, w => w.Value)));
        if (!PassThru) return;
        var snapshot = new HostSnapshot(SriovHost);
        var after = snapshot.Groups(snapshot.Site(pf));
        foreach (var (group, wish) in wishes.Where(w => isDone(Target(pf, w.Key))))
        {
            if ((wish.Act == RateGroupAct.Remove ? before : after).FirstOrDefault(g => g.Label == group) is { } found) Output.Write(found);
        }
    }

    private ChangeTarget Target(PciAddress pf, string group) => ChangeTarget.OfGroup(Snapshot.Site(pf).Name, group);
}
