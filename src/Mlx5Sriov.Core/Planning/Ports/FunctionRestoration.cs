using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Operations;
using Mlx5Sriov.Planning.Routes;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Planning.Ports;

/// <summary>What the functions behind VFs' devlink ports had besides an address, given back to VFs that were made again; in switchdev mode only.</summary>
/// <remarks>
/// A new function may use RoCE and is not migratable (Documentation/networking/devlink/devlink-port.rst). How many event queues it has is the
/// firmware's to say: a number that most VFs have alike is taken for that. The firmware changes none of these while a driver runs the
/// function, so they come before the drivers.
/// </remarks>
internal sealed class FunctionRestoration
{
    private readonly PfFacts _pf;
    private readonly SortedDictionary<int, PortFunction[]> _had = [];

    /// <param name="pf">The physical function as it is then.</param>
    /// <param name="functions">The functions as they were, by VF index; null where there is no port to tell.</param>
    public FunctionRestoration(PfFacts pf, IReadOnlyList<PortFunction?> functions)
    {
        _pf = pf;
        var usual = UsualQueues(functions);
        for (var vf = 0; vf < functions.Count; vf++)
        {
            if (functions[vf] is not { } had) continue;

            // One attribute a request: the kernel applies a request in part when it refuses one of several.
            PortFunction[] own =
            [
                .. had.Roce == OnOff.Off ? [new PortFunction { Roce = OnOff.Off }] : Array.Empty<PortFunction>(),
                .. had.Migratable == OnOff.On ? [new PortFunction { Migratable = OnOff.On }] : Array.Empty<PortFunction>(),
                .. had.MaxIoEventQueues is { } queues && queues != usual ? [new PortFunction { MaxIoEventQueues = queues }] : Array.Empty<PortFunction>(),
            ];
            if (own.Length > 0) _had[vf] = own;
        }
    }

    /// <summary>The VFs that had something of their own and can get it back.</summary>
    public IEnumerable<int> Vfs => _pf.IsSwitchdev ? _had.Keys : [];

    /// <summary>What legacy mode does not let be given back.</summary>
    public IEnumerable<(int Vf, string Text)> Lost() => _pf.IsSwitchdev
        ? []
        : _had.Select(h => (h.Key, $"of its port function '{string.Join(' ', h.Value.AsEnumerable())}' is lost; only switchdev mode can set that again."));

    /// <summary>The steps that give a VF back what it had and has no more.</summary>
    /// <param name="vf">The VF's index.</param>
    /// <param name="now">The function as it is; null for one that is new.</param>
    public IEnumerable<Change> Steps(int vf, PortFunction? now = null) => !_pf.IsSwitchdev
        ? []
        : _had.GetValueOrDefault(vf, []).Where(own => !IsSo(own, now)).Select(own => Restore(vf, own));

    private Change Restore(int vf, PortFunction own) => new(new SetVfFunction(_pf.PciAddress, null, vf, own))
    {
        Target = ChangeTarget.OfVf(_pf.Name, vf),
        Description = $"Port function: {own}",
    };

    private static bool IsSo(PortFunction own, PortFunction? now) => now is not null && own switch
    {
        { Roce: not null } => own.Roce == now.Roce,
        { Migratable: not null } => own.Migratable == now.Migratable,
        _ => own.MaxIoEventQueues == now.MaxIoEventQueues,
    };

    private static uint? UsualQueues(IEnumerable<PortFunction?> functions)
    {
        var counts = functions.Select(f => f?.MaxIoEventQueues).OfType<uint>().GroupBy(q => q).OrderByDescending(g => g.Count()).ToArray();
        return counts.Length == 0 || (counts.Length > 1 && counts[0].Count() == counts[1].Count()) ? null : counts[0].Key;
    }
}
