using Mlx5Sriov.Inventory;
using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>Wishes for VFs of several physical functions, as one: what a document of a whole host wishes.</summary>
internal sealed class JointWish(params VfSettingsWish[] wishes) : IWish
{
    public string Title => "a document";

    public PlanScope Scope => wishes.Select(w => w.Scope).Aggregate((all, scope) => all.And(scope));

    public ChangePlan Plan(HostSnapshot snapshot)
    {
        ChangePlan[] plans = [.. wishes.Select(w => w.Plan(snapshot))];
        return new ChangePlan
        {
            Wish = this,
            Host = snapshot.Host,
            Scope = plans.Select(p => p.Scope).Aggregate((all, scope) => all.And(scope)),
            Steps = [.. plans.SelectMany(p => p.Steps)],
            Refusals = [.. plans.SelectMany(p => p.Refusals)],
        };
    }
}
