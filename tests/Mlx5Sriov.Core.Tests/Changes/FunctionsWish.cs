using Mlx5Sriov.Inventory;
using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Operations;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>
/// The functions behind VFs' devlink ports are to have these attributes: what no cmdlet does, but another tool can have done. The VFs'
/// drivers are unbound for it, and bound again.
/// </summary>
internal sealed class FunctionsWish(IReadOnlyDictionary<int, PortFunction> functions) : IWish
{
    public string Title => "another tool";

    public PlanScope Scope => PlanScope.OfPort(ChangeCase.Pf);

    private static PciAddress PciAddress => ChangeCase.Pf;

    public ChangePlan Plan(HostSnapshot snapshot)
    {
        var reader = snapshot.OpenVfs(snapshot.Site(PciAddress));
        return new ChangePlan
        {
            Wish = this,
            Host = snapshot.Host,
            Scope = PlanScope.OfPort(PciAddress, "eth2"),
            Steps = [.. functions.Where(f => Now(f.Key) != f.Value).SelectMany(f => Steps(f.Key, f.Value, reader.ReadPlace(f.Key).Driver))],
        };

        PortFunction Now(int vf) => reader.Port(vf)!.Function! with { HardwareAddress = null };
    }

    private static IEnumerable<Change> Steps(int vf, PortFunction function, string? driver)
    {
        Operation[] operations =
        [
            new SetVfDriver(PciAddress, vf, null, null, null),
            new SetVfFunction(PciAddress, null, vf, function),
            .. driver is null ? [] : new[] { new SetVfDriver(PciAddress, vf, null, driver, null) },
        ];
        return operations.Select(o => new Change(o) { Target = ChangeTarget.OfVf("eth2", vf), Description = "function" });
    }
}
