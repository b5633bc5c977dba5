using System.Management.Automation;

using Mlx5Sriov.Binding;
using Mlx5Sriov.Completion;
using Mlx5Sriov.Rates;
using Mlx5Sriov.Screen;

namespace Mlx5Sriov.Cmdlets.Rates;

/// <summary>
/// Measure-MlxVfBandwidth: what each VF really gets when it shares a port with others, and why; of the host's VFs, or of VFs that are only described.
/// </summary>
[Cmdlet(VerbsDiagnostic.Measure, "MlxVfBandwidth", DefaultParameterSetName = "Pf")]
[OutputType(typeof(VfBandwidth))]
public sealed class MeasureMlxVfBandwidthCommand : MlxCmdlet
{
    private const int NarrowestForBars = 58;

    private readonly SortedDictionary<PciAddress, SortedSet<int>> _chosen = [];
    private readonly List<(string? Pf, VfRates Vf)> _described = [];
    private readonly List<(string? Pf, GroupRates Group)> _groups = [];
    private readonly HashSet<GroupRates> _met = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<GroupRates> _used = new(ReferenceEqualityComparer.Instance);
    private bool? _isNarrow;
    private int _descriptions;
    private bool _isUnreadable;
    private bool _isWithoutVfs;

    /// <summary>The physical function: net device, alternative name, PCI address or RDMA device; wildcards are allowed. All where none is given.</summary>
    [Parameter(Position = 0, ParameterSetName = "Pf")]
    [ArgumentCompleter(typeof(PfNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Pf { get; set; } = ["*"];

    /// <summary>
    /// The VFs to tell of: numbers and ranges, such as 3 or 0-7 or 0,3,5-7. All where none is given; the others share the port just the same.
    /// </summary>
    [Parameter(Position = 1, ParameterSetName = "Pf")]
    [ArgumentCompleter(typeof(VfIndexCompleter))]
    [Alias("FunctionID", "VfIndex")]
    [ListArgument(typeof(VfIndexSet))]
    [ValidateNotNull]
    public VfIndexSet? Index { get; set; }

    /// <summary>
    /// VFs, physical functions or rate groups of the host, whose members are meant; or descriptions of VFs, as hashtables or objects with
    /// Index, Group, MaxTxRate, MinTxRate and Load.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Vf")]
    [Alias("InputObject")]
    [ValidateNotNull]
    public PSObject[] Vf { get; set; } = [];

    /// <summary>
    /// Groups as they are or would be: hashtables or objects with Id or Name, MaxTxRate, MinTxRate and Parent. Of the
    /// host's they replace those of the same name.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public PSObject[] Group { get; set; } = [];

    /// <summary>The rate of the line. The host's own where it is not given; VFs that are only described need it.</summary>
    [Parameter]
    [RateArgument]
    [ArgumentCompleter(typeof(NumberCompleter))]
    public Bandwidth? LineRate { get; set; }

    /// <summary>The VFs that send: numbers and ranges. All where none is given.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(VfIndexCompleter))]
    [ListArgument(typeof(VfIndexSet))]
    [ValidateNotNull]
    public VfIndexSet? Active { get; set; }

    private protected override void Begin()
    {
        if (LineRate is { IsZero: true })
        {
            Describe(nameof(LineRate), () => throw new RateInputException(
                "-LineRate is 0: there is nothing to share.",
                "Give the rate of the line: -LineRate 100Gbit; without it a port of the host has its own."));
        }

        for (var i = 0; i < Group.Length; i++)
        {
            var position = i;
            Describe(Group[i], () => _groups.Add(RateDescriptions.Group(Group[position], position + 1)));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == "Pf")
        {
            foreach (var pf in Pf) Attempt(pf, () => Choose(pf, Index));
            return;
        }

        foreach (var item in Vf)
        {
            switch (item.BaseObject)
            {
                case VirtualFunction vf:
                    Attempt($"{vf}", () => Choose($"{vf.PfPciAddress}", new VfIndexSet([vf.Index])));
                    break;
                case PhysicalFunction pf:
                    Attempt(pf.Name, () => Choose($"{pf.PciAddress}", null));
                    break;
                case RateGroup group:
                    Attempt($"{group}", () => Choose(Groups.Now(group)));
                    break;
                default:
                    Describe(item, () => _described.AddRange(RateDescriptions.Vfs(item, ++_descriptions)));
                    break;
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // Rates of some of those who share a port would be wrong for all of them, so one description that cannot be read takes all with it.
        if (_isUnreadable) return;
        var ports = new List<(PortRates Port, Func<int, bool> IsChosen)>();
        foreach (var (address, indexes) in _chosen)
        {
            var site = Snapshot.Site(address);
            Attempt(site.Name, () => ports.Add((Snapshot.Rates(site), indexes.Contains)));
        }

        foreach (var port in _described.GroupBy(d => d.Pf, StringComparer.OrdinalIgnoreCase))
        {
            Attempt(port.Key, () => ports.Add((
                new PortRates { Pf = port.Key, LineRate = LineRate ?? throw new LineRateException(null), Vfs = [.. port.Select(p => p.Vf)] },
                _ => true)));
        }

        Attempt(Active, () =>
        {
            CheckActive(new VfIndexSet(ports.SelectMany(p => p.Port.Vfs).Select(v => v.Index)));
            foreach (var (port, isChosen) in ports) Attempt(port.Pf, () => Measure(port, isChosen));
            foreach (var (pf, group) in _groups.Where(g => ports.Count > 0 && !_used.Contains(g.Group))) WriteWarning(Unused(pf, group));
        });
        Output.End();
    }

    // The engine would cut a table that is too wide in the middle of a number, or leave a rate out without a word.
    private bool IsNarrow => _isNarrow ??= OutputDestination.Width(this) < NarrowestForBars;

    private void Choose(string pf, VfIndexSet? wanted)
    {
        Vfs.Visit(pf, wanted, (site, _, index) =>
        {
            if (!_chosen.TryGetValue(site.PciAddress, out var indexes)) _chosen[site.PciAddress] = indexes = [];
            indexes.Add(index);
        });
        _isWithoutVfs |= wanted is null && _chosen.Count == 0;
    }

    private void Choose(RateGroup group)
    {
        if (group.Members.Indexes.Count > 0) Choose($"{group.PfPciAddress}", group.Members);
        else WriteWarning($"{group} has no VF that could be measured.");
    }

    private string Unused(string? pf, GroupRates group)
    {
        var name = $"group {group.Name}{(pf is null ? "" : $" of {pf}")}, which -Group gives,";
        if (!_met.Contains(group)) return $"{name} counts for nothing: {(pf is null ? "nothing" : $"no VF of {pf}")} is measured.";
        return IsNode(group) && !group.MinTxRate.IsZero
            ? $"{name} has no VF here: it gets nothing, but by the driver its guarantee makes the others weigh less."
            : $"{name} has no VF here: it counts for nothing.";
    }

    // A numbered group is not there without VFs.
    private static bool IsNode(GroupRates group) => !group.Name.All(char.IsAsciiDigit);

    private void Describe(PSObject target, Action read)
    {
        var isRead = false;
        Attempt(target, () =>
        {
            read();
            isRead = true;
        });
        _isUnreadable |= !isRead;
    }

    // An index that only some of several ports have selects there; one that none has is a mistake.
    private void CheckActive(VfIndexSet there)
    {
        int[] absent = [.. (Active?.Indexes ?? []).Except(there.Indexes)];
        if (absent.Length > 0 && (there.Indexes.Count > 0 || _isWithoutVfs))
        {
            var those = there.Indexes.Count > 0 ? $"those that share are VF {there}" : "there are no VFs";
            throw new RateInputException($"-Active names VF {new VfIndexSet(absent)}, which is not there: {those}.", "Name VFs that share the port.");
        }
    }

    private void Measure(PortRates port, Func<int, bool> isChosen)
    {
        var told = _groups.Where(g => g.Pf is null || g.Pf.Equals(port.Pf, StringComparison.OrdinalIgnoreCase)).Select(g => g.Group).ToList();
        var rates = (port with { LineRate = LineRate ?? port.LineRate }).WithGroups(told).WithActive(Active);
        _met.UnionWith(told);
        _used.UnionWith(rates.Groups.Except(rates.Empty));
        var measured = rates.Measure();
        foreach (var warning in measured.Warnings) WriteWarning(warning);
        foreach (var vf in measured.Vfs.Where(v => isChosen(v.Index))) Output.Write(vf, IsNarrow ? "Narrow" : null);
    }
}
