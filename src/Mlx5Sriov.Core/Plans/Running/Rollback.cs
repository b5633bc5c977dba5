using Mlx5Sriov.Kernel;
using Mlx5Sriov.Operations;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Sysfs;

namespace Mlx5Sriov.Plans.Running;

/// <summary>
/// Puts back what steps changed, the last first, and reads again whether it is back. What is refused is residue, and the rest goes on: of the same step, all
/// but the acts that build on the refused one.
/// </summary>
/// <param name="host">The host.</param>
/// <param name="entry">The change.</param>
/// <param name="report">Told of each act before it runs; null for nobody.</param>
internal sealed class Rollback(SriovHost host, JournalEntry entry, Action<PlanProgress>? report)
{
    private readonly List<string> _undone = [];
    private readonly List<string> _residue = [];
    private readonly List<string> _lost = [];
    private readonly List<(string Act, SetVfDriver Back)> _unbound = [];
    private readonly Dictionary<(PciAddress Pf, int Vf), string> _unboundFor = [];
    private bool _isPrerequisiteRefused;

    /// <summary>What was put back, as commands.</summary>
    public IReadOnlyList<string> Undone => _undone;

    /// <summary>What could not be put back, as commands, each with the reason; last what nothing can put back.</summary>
    public IReadOnlyList<string> Residue => [.. _residue, .. _lost];

    /// <summary>Whether everything is back but what nothing can put back: another try brings no more.</summary>
    public bool IsAsFarAsCanBe => _residue.Count == 0;

    /// <summary>Puts back what the first steps changed, as soon as one failed: everything must be as before then.</summary>
    /// <param name="begun">How many steps changed something.</param>
    /// <param name="tried">
    /// How many were tried. One that was refused changed nothing as a rule; but the kernel makes some requests in part, such as one with two rates, and what
    /// is not as before shows that.
    /// </param>
    public Rollback PutBack(int begun, int tried)
    {
        Steps(begun);
        if (begun < tried && Residue.Count == 0 && TryRead() is { } now && Facts.Difference(entry.Before ?? now, now).Count > 0)
        {
            begun = tried;
            _undone.Clear();
            _lost.Clear();
            Steps(begun);
        }

        if (begun > 0) Compare(after => Facts.Difference(entry.Before ?? after, after).Keys);
        return this;
    }

    /// <summary>
    /// Puts back what a change altered, and checks that it is as before. VFs that are made again lose everything, so what the change did not touch is checked
    /// too, unless somebody else has changed it since.
    /// </summary>
    public Rollback PutBackAll()
    {
        var then = TryRead();
        Steps(entry.Tried ?? entry.Steps.Count);
        Compare(now => Facts.Difference(entry.Before ?? now, now).Keys
            .Where(fact => entry.After?.ContainsKey(fact) != false || then?.GetValueOrDefault(fact) == entry.Before!.GetValueOrDefault(fact)));
        return this;
    }

    private void Steps(int count)
    {
        _unbound.Clear();
        for (var i = count - 1; i >= 0; i--) Step(entry.Steps[i], new PlanProgress(count - 1 - i, count, null, IsUndo: true));
        if (_isPrerequisiteRefused) Rebind();
    }

    // Where the mode or the number of VFs is refused, it is as it was when the undo began; and so are the VFs that were unbound for it alone, once they have
    // their drivers again.
    private void Rebind()
    {
        foreach (var (act, back) in _unbound)
        {
            try
            {
                back.Apply(host, CancellationToken.None);
                _undone.Remove(act);
                if (_unboundFor.Remove((back.Pf, back.Index), out var left)) _residue.Remove(left);
            }
            catch (SriovException refusal)
            {
                _residue.Add($"{act} was done, and what it unbound is not bound again ({refusal.Message.TrimEnd('.')})");
            }
        }
    }

    // Where an act was refused, the refusal says more, and how to mend it; and what nothing puts back differs.
    private void Compare(Func<IReadOnlyDictionary<Fact, string?>, IEnumerable<Fact>> differing)
    {
        if (entry.Before is not { } before || Residue.Count > 0) return;
        if (TryRead() is not { } now)
        {
            _residue.Add($"{entry.Pf}: it cannot be read again, so it is not known whether everything came back");
            return;
        }

        _residue.AddRange(Facts.Told(differing(now), before, now));
    }

    private IReadOnlyDictionary<Fact, string?>? TryRead() => new ScopeState(host, entry).TryRead();

    // A VF's later acts stand on its earlier ones (a driver must not come before the VLAN is back), and all that follow, of other steps too, on those that
    // take VFs away or bring them back: VFs that were not replaced must not get what others had.
    private void Step(JournalStep step, PlanProgress progress)
    {
        var refusedVfs = new HashSet<int>();
        foreach (var operation in step.Undo)
        {
            var act = $"{step.Target}: {operation.Command}";
            if (_isPrerequisiteRefused || (operation.VfIndex is { } index && refusedVfs.Contains(index)))
            {
                _residue.Add($"{act} (not tried, for it builds on what was refused)");
                if (operation is SetVfDriver { Driver: not null } bind) _unboundFor[(bind.Pf, bind.Index)] = _residue[^1];
                continue;
            }

            try
            {
                var bound = operation is SetVfDriver { Driver: null } unbind ? unbind.Bound(host) : null;
                if (!Do(operation, progress with { Step = act })) continue;
                _undone.Add(act);
                if (bound is not null) _unbound.Add((act, bound));
            }
            catch (Exception refusal)
            {
                _residue.Add($"{act} ({Reason(entry.PortOf(step), operation, refusal).TrimEnd('.')})");
                _isPrerequisiteRefused |= operation.IsPrerequisite;
                if (operation.VfIndex is { } refused) refusedVfs.Add(refused);
            }
        }

        if (!step.IsReversible) _lost.Add($"{step.Target}: {step.Description} (not all of what was there before comes back)");
    }

    private bool Do(Operation operation, PlanProgress progress)
    {
        Report(progress);
        if (!operation.IsDue(host)) return false;
        LinkOwner.Require(host, entry.Scope.Ports, operation);
        var renewed = operation.Renewed(host);
        renewed.Apply(host, CancellationToken.None);
        renewed.Await(host, text => Report(progress with { Waiting = text }), CancellationToken.None);
        return true;
    }

    // The kernel says EINVAL or ENODEV of a VF that is gone, each interface its own.
    private string Reason(ScopePart? port, Operation operation, Exception refusal)
    {
        try
        {
            return operation.VfIndex is { } index && port?.Port is { } pf && host.KernelFiles.ReadLink($"{SysfsPath.Pci(pf)}/virtfn{index}") is null
                ? $"VF {index} is not there any more: {refusal.Message}"
                : refusal.Message;
        }
        catch (KernelException)
        {
            return refusal.Message;
        }
    }

    // Whoever is told may be gone (a pipeline that was stopped throws): the undo runs through all the same.
    private void Report(PlanProgress progress)
    {
        try
        {
            report?.Invoke(progress);
        }
        catch (Exception)
        {
        }
    }
}
