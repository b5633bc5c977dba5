using System.Text.Json.Serialization;

using Mlx5Sriov.Inventory;
using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Planning.Routes;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Planning.Groups;

/// <summary>What is wished for the rate groups of one physical function.</summary>
/// <param name="title">The cmdlet that wishes it.</param>
/// <param name="pciAddress">The physical function.</param>
/// <param name="wishes">The wishes, each by the number of an OFED group or the name of a devlink node.</param>
public sealed class RateGroupsWish(string title, PciAddress pciAddress, IReadOnlyDictionary<string, RateGroupWish> wishes) : IWish
{
    /// <inheritdoc/>
    public string Title { get; } = title;

    /// <summary>The physical function's PCI address.</summary>
    public PciAddress PciAddress { get; } = pciAddress;

    /// <inheritdoc/>
    [JsonIgnore]
    public PlanScope Scope => PlanScope.OfPort(PciAddress);

    /// <summary>The wishes, each by the number of an OFED group or the name of a devlink node.</summary>
    public IReadOnlyDictionary<string, RateGroupWish> Wishes { get; } = wishes;

    /// <inheritdoc/>
    /// <remarks>A group that cannot be as wished is a refusal in the plan; the others do not depend on it.</remarks>
    /// <exception cref="RefusedSettingException">A VF is wished in two groups.</exception>
    /// <exception cref="KernelException">The kernel refused a read.</exception>
    public ChangePlan Plan(HostSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var site = snapshot.Site(PciAddress);
        return PartialPlan.Of(Wishes, (wishes, refuse) => Plan(snapshot, site, wishes, refuse), group => ChangeTarget.OfGroup(site.Name, group));
    }

    private ChangePlan Plan(HostSnapshot snapshot, PfSite site, IReadOnlyDictionary<string, RateGroupWish> wishes, Action<string, SriovException> refuse)
    {
        var facts = PfFacts.Of(site);
        var planner = new GroupPlanner(snapshot, site, facts);
        (GroupKey Key, RateGroupWish Wish, ChangeTarget Target)[] wished =
        [
            .. wishes.Select(w => (Key: GroupKey.Of(w.Key), w.Value, ChangeTarget.OfGroup(site.Name, w.Key)))
                .OrderBy(w => w.Key.Id)
                .ThenBy(w => w.Key.Label, StringComparer.Ordinal),
        ];
        var owners = Owners(wished);
        foreach (var (key, wish, target) in wished)
        {
            try
            {
                planner.Check(key, target);
                Plan(key, wish, target);
            }
            catch (SriovException refusal)
            {
                refuse(target.Group!, refusal);
            }
        }

        var warnings = new PlanWarnings(site.Name);
        return new ChangePlan
        {
            Wish = wishes.Count == Wishes.Count ? this : new RateGroupsWish(Title, PciAddress, wishes),
            Host = snapshot.Host,
            Scope = PlanScope.OfPort(PciAddress, site.Name),
            Steps = planner.Steps(warnings),
            Warnings = warnings.Sentences,
            Remedies = warnings.Remedies,
        };

        void Plan(GroupKey key, RateGroupWish wish, ChangeTarget target)
        {
            var existing = planner.Find(key);
            switch (wish.Act)
            {
                case RateGroupAct.Create:
                    Create(key, wish, target, existing);
                    break;
                case RateGroupAct.Set:
                    Set(key, wish, target, existing ?? throw planner.NotFound(key));
                    break;
                default:
                    Remove(key, target, existing);
                    break;
            }
        }

        void Create(GroupKey key, RateGroupWish wish, ChangeTarget target, RateGroup? existing)
        {
            GroupRules.CheckIsNotZero(key, target);
            GroupRules.CheckHasMembers(key, wish.Members, target);
            RateRules.Check(wish.MinTxRate, wish.MaxTxRate, null, null, facts, target);
            if (existing is not null)
            {
                GroupRules.CheckIsAsWished(existing, wish, target);
                return;
            }

            if (key.IsNumber) planner.Limit(key, wish.MinTxRate, wish.MaxTxRate, target);
            else planner.Make(key, wish.MinTxRate, wish.MaxTxRate, target);
            Enter(key, wish, target);
        }

        void Set(GroupKey key, RateGroupWish wish, ChangeTarget target, RateGroup existing)
        {
            RateRules.Check(wish.MinTxRate, wish.MaxTxRate, existing.MinTxRate, existing.MaxTxRate, facts, target);
            planner.Limit(key, wish.MinTxRate, wish.MaxTxRate, target);
            if (wish.Members is not { } members) return;
            GroupRules.CheckIsNotZero(key, target);
            GroupRules.CheckHasMembers(key, members, target);
            Enter(key, wish, target);
            Leave(existing.Members.Indexes.Except(members.Indexes), target);
        }

        void Remove(GroupKey key, ChangeTarget target, RateGroup? existing)
        {
            GroupRules.CheckIsNotZero(key, target);
            if (existing is null) return;
            if (existing.Dialect == RateGroupDialect.Devlink)
            {
                GroupRules.CheckHasNoChildren(existing, snapshot.Groups(site).Where(g => !IsRemoved(g)), target);
                planner.Delete(existing, target);
            }

            planner.Limit(key, null, null, target);
            Leave(existing.Members.Indexes, target);
        }

        bool IsRemoved(RateGroup group) => wished.Any(w => w.Key.Label == group.Label && w.Wish.Act == RateGroupAct.Remove);

        void Enter(GroupKey key, RateGroupWish wish, ChangeTarget target)
        {
            foreach (var vf in wish.Members?.Indexes ?? []) planner.Move(vf, key, target);
        }

        // Whom another group of the same wish takes in does not go into none.
        void Leave(IEnumerable<int> vfs, ChangeTarget target)
        {
            foreach (var vf in vfs.Where(v => !owners.ContainsKey(v))) planner.Move(vf, GroupKey.None, target);
        }
    }

    private static Dictionary<int, string> Owners(IEnumerable<(GroupKey Key, RateGroupWish Wish, ChangeTarget Target)> wished)
    {
        var owners = new Dictionary<int, string>();
        foreach (var (key, wish, target) in wished)
        {
            foreach (var vf in wish.Members?.Indexes ?? [])
            {
                if (!owners.TryAdd(vf, key.Label))
                {
                    throw new RefusedSettingException(RefusalReason.VfInTwoGroups, target,
                        $"VF {vf} is wished in group {owners[vf]} too.",
                        "A VF is in one group at most: name it for one of them.");
                }
            }
        }

        return owners;
    }
}
