using Mlx5Sriov.Inventory;
using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Operations;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>A rate node is to be below another: what no cmdlet does, but another tool can have done.</summary>
internal sealed class ParentWish(string node, string parent) : IWish
{
    public string Title => "another tool";

    public PlanScope Scope => PlanScope.OfPort(ChangeCase.Pf);

    public ChangePlan Plan(HostSnapshot snapshot) => new()
    {
        Wish = this,
        Host = snapshot.Host,
        Scope = PlanScope.OfPort(ChangeCase.Pf, "eth2"),
        Steps = snapshot.Groups(snapshot.Site(ChangeCase.Pf)).Single(g => g.Name == node).Parent == parent
            ? []
            : [
                new Change(new SetRateNode(ChangeCase.Pf, node, new RateLimits { Parent = parent }))
                {
                    Target = ChangeTarget.OfGroup("eth2", node),
                    Description = "Parent",
                },
            ],
    };
}
