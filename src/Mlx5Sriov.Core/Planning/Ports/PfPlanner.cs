using Mlx5Sriov.Inventory;
using Mlx5Sriov.Inventory.Filters;
using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Operations;
using Mlx5Sriov.Planning.Groups;
using Mlx5Sriov.Planning.Routes;
using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Planning.Ports;

/// <summary>
/// Plans the number of VFs and the e-switch modes in the order that works: probing off, away with the VFs, the modes while there are none, the new VFs, the
/// settings of those that survive, probing as it is wished, and their drivers.
/// </summary>
/// <remarks>
/// The number changes only through zero (EBUSY otherwise, drivers/pci/iov.c), and whoever uses a VF is not asked: the plan does. A mode change takes every
/// vport down and up again, so where VFs stay their drivers are unbound meanwhile.
/// </remarks>
internal sealed class PfPlanner
{
    private const string LostWithVf = "what is set here goes with the VF.";

    private readonly PfSite _pf;
    private readonly HostIdentity _host;
    private readonly PfSettingsWish _owner;
    private readonly PfWish _wish;
    private readonly int _oldCount;
    private readonly int _newCount;
    private readonly Eswitch? _eswitch;
    private readonly AutoProbeSwitch? _probe;
    private readonly VfRestoration _before;
    private readonly VfRestoration? _after;
    private readonly EndedPorts? _ended;
    private readonly EndedFilters? _endedFilters;
    private readonly List<Change> _steps = [];
    private readonly PlanWarnings _warnings;

    public PfPlanner(HostSnapshot snapshot, PfSite pf, PfSettingsWish owner)
    {
        (_host, _pf, _owner, _wish, _warnings) = (snapshot.Host, pf, owner, owner.Wish, new PlanWarnings(pf.Name));
        _oldCount = pf.EnabledVfs();
        _newCount = _wish.NumVfs ?? _oldCount;
        if (_newCount != _oldCount && (_newCount < 0 || _newCount > (pf.TotalVfs ?? 0))) throw new VfCountException(pf.Name, _newCount, pf.TotalVfs);
        _eswitch = _wish is { EswitchMode: null, InlineMode: null, EncapMode: null } ? pf.Eswitch : pf.AskEswitch() ?? throw NoEswitch();
        if (ChangesMode && RateNodesExist.Of(snapshot, pf) is { Length: > 0 } nodes) throw RateNodesExist.Refusal(pf, nodes);
        if (ChangesInlineMode && _eswitch!.InlineMode is EswitchInlineMode.None or null && AdapterFamily.HasNoInlineMode(pf.DeviceId)) throw NoInlineMode();
        if (ChangesMode) _ended = EndedPorts.By(_eswitch?.Mode, _wish.EswitchMode!.Value, snapshot, pf);
        if (_ended?.Warning is { } ends) _warnings.AddLoss(ends);
        if (ChangesFlowTables || EndsRepresentors) _endedFilters = Filters(snapshot.Filters(pf));
        _probe = pf.AutoProbe;
        if (_wish.AutoProbe is not null && _probe is null) throw new NoAutoProbeException(pf.Name);

        var vfs = Rebuilds ? UnheldVfs(snapshot) : [];
        var facts = PfFacts.Of(pf) with { LinkIndex = null };
        _before = new VfRestoration(facts, vfs, snapshot, pf, Resizes);
        if (!Rebuilds) return;
        var then = facts with { IsSwitchdev = (_wish.EswitchMode ?? _eswitch?.Mode ?? Model.EswitchMode.Legacy) != Model.EswitchMode.Legacy };
        VirtualFunction[] survivors = Resizes && _wish.Discard ? [] : [.. vfs.Take(_newCount)];
        if (!Resizes || !_wish.Discard) _after = new VfRestoration(then, survivors, snapshot, pf, Resizes);
        if (Resizes) WarnOfEndedVfs();
        var setAgain = then.IsSwitchdev ? null : new Remedy(RemedyKind.SetRxMode);
        foreach (var (vf, text) in _before.LostReception()) _warnings.AddLoss(vf, text, setAgain);
        var groups = new GroupRestoration(then, survivors, snapshot.Groups(pf), Resizes);
        foreach (var group in groups.Ended.Where(g => g.HasLimits)) _warnings.AddLoss(GroupPlanner.EndOf(group), new Remedy(RemedyKind.UndoRestoresGroup));
    }

    private bool Resizes => _newCount != _oldCount;

    private bool ChangesMode => _wish.EswitchMode is { } mode && mode != _eswitch?.Mode;

    private bool IsSwitchdev => _eswitch?.Mode is EswitchMode.Switchdev or EswitchMode.SwitchdevInactive;

    private bool LeavesSwitchdev => IsSwitchdev && _wish.EswitchMode == Model.EswitchMode.Legacy;

    private bool ChangesFlowTables => ChangesMode || (IsSwitchdev && (ChangesInlineMode || ChangesEncapMode));

    private bool EndsRepresentors => LeavesSwitchdev || (IsSwitchdev && Resizes && _oldCount > 0);

    private bool ChangesEncapMode => _wish.EncapMode is { } encap && encap != _eswitch?.EncapMode;

    private bool ChangesInlineMode => _wish.InlineMode is { } mode && mode != _eswitch?.InlineMode;

    // Switchdev mode begins with the inline mode that the adapter needs, where there is none yet (esw_offloads_start in mlx5's eswitch_offloads.c).
    private bool IsInlineModeLast => ChangesMode && _wish.InlineMode == EswitchInlineMode.None;

    /// <summary>Whether VFs are destroyed, or their vports taken down.</summary>
    private bool Rebuilds => _oldCount > 0 && (Resizes || ChangesMode);

    /// <summary>Whether new VFs are probed in the end.</summary>
    private OnOff? FinalProbe => _wish.AutoProbe ?? _probe?.State;

    /// <summary>Whether new VFs are probed as they are made: not where a driver would see a VF before it has its address back.</summary>
    private OnOff? ProbeMeanwhile => IsDriverTooEarly ? OnOff.Off : FinalProbe;

    private bool IsDriverTooEarly => Resizes && _newCount > 0 && FinalProbe == OnOff.On
        && _probe!.KeepsDriverAway && _after?.MustPrecedeDrivers == true;

    private bool IsProbed(OnOff? probe) => probe != OnOff.Off || _probe is { KeepsDriverAway: false };

    public ChangePlan Plan()
    {
        // In legacy mode no VF and no flow stands in the way of these two, so that a refusal comes before anything is taken down.
        var isLegacy = _eswitch?.Mode == Model.EswitchMode.Legacy;
        if (isLegacy && !IsInlineModeLast) InlineMode();
        if (isLegacy) EncapMode();
        Probe(_probe?.State, ProbeMeanwhile);
        if (Resizes && _oldCount > 0)
        {
            RemoveVfs();
            EndFilters();
        }

        if (!Resizes && ChangesMode) UnbindVfs();
        Mode();
        if (!isLegacy || IsInlineModeLast) InlineMode();
        if (!isLegacy) EncapMode();
        if (Resizes && _newCount > 0) MakeVfs();
        if (_after is not null) RestoreSettings(_after);
        Probe(ProbeMeanwhile, FinalProbe);
        if (_after is not null) RestoreDrivers(_after);
        return new ChangePlan
        {
            Wish = _owner,
            Host = _host,
            Scope = PlanScope.OfPort(_pf.PciAddress, _pf.Name),
            Steps = _steps,
            Warnings = _warnings.Sentences,
            Losses = _warnings.Losses,
            Remedies = _warnings.Remedies,
            Kept = _after,
        };
    }

    private EndedFilters? Filters(FilteredPorts ports)
    {
        if (ChangesFlowTables && FiltersInHardware.Of(ports, vfsEndBefore: Resizes) is { Length: > 0 } held) throw FiltersInHardware.Refusal(_pf, held);
        if (!EndsRepresentors) return null;
        var ended = LeavesSwitchdev ? EndedFilters.WithSwitchdev(_pf, ports) : EndedFilters.WithVfs(_pf, ports);
        ended.WarnOfLoss(_warnings);
        return ended;
    }

    private void WarnOfEndedVfs()
    {
        foreach (var vf in _before.Set().Where(vf => vf >= _newCount)) _warnings.AddLoss(vf, LostWithVf, new Remedy(RemedyKind.UndoRestoresVf));
        foreach (var (vf, text) in _before.LostLimits().Where(lost => lost.Vf >= _newCount)) _warnings.AddLoss(vf, text);
    }

    private void Probe(OnOff? from, OnOff? to)
    {
        if (from is not { } old || to is not { } wished || old == wished) return;
        Add($"AutoProbe: {old} -> {wished}", SetProbe(wished), [SetProbe(old)]);
    }

    private WriteSysfs SetProbe(OnOff state) => new(_probe!.Path, AutoProbeSwitch.Text(state));

    // The undo makes VFs as the probing is meanwhile, and binds drivers as it was before: with probing off none would bind.
    private void RemoveVfs() => Add(
        $"NumVfs: {_oldCount} -> 0",
        Count(_oldCount, 0),
        [
            .. ProbeMeanwhile is { } state && state != _probe!.State ? [SetProbe(state)] : Array.Empty<Operation>(),
            Count(0, _oldCount),
            .. _before.Settings().Concat(_before.Functions(IsProbed(ProbeMeanwhile))).Concat(_before.Groups()).Select(s => s.Operation),
            .. ProbeMeanwhile is { } other && other != _probe!.State ? [SetProbe(_probe.State)] : Array.Empty<Operation>(),
            .. _before.Drivers(_oldCount, IsProbed(ProbeMeanwhile), isNewBound: false, !IsProbed(_probe?.State)).Select(s => s.Operation),
        ],
        Disruption.VfsDestroyed, VfTiming.Of(_oldCount, isProbed: false));

    // Representors end by the step that is last so far.
    private void EndFilters()
    {
        if (_endedFilters is not null) _steps[^1] = _endedFilters.AddTo(_steps[^1]);
    }

    private void MakeVfs() => Add(
        $"NumVfs: 0 -> {_newCount}", Count(0, _newCount), [Count(_newCount, 0)], expected: VfTiming.Of(_newCount, IsProbed(ProbeMeanwhile)));

    private SetVfCount Count(int from, int to) => new(_pf.PciAddress, from, to, _pf.VfCountFileName, IsProbed(ProbeMeanwhile));

    // One mode a request: the kernel applies a request in part when it refuses one of several.
    private void Mode()
    {
        if (!ChangesMode) return;
        Operation[] lost = Resizes ? [] : [.. _before.Settings().Concat(_before.Groups()).Select(s => s.Operation)];
        Mode($"EswitchMode: {_eswitch!.Mode} -> {_wish.EswitchMode}", new Eswitch { Mode = _wish.EswitchMode }, new Eswitch { Mode = _eswitch.Mode }, lost,
            _oldCount > 0 && !Resizes ? Disruption.VfTrafficStops : Disruption.None);
        _steps[^1] = _ended!.AddTo(_steps[^1]);
        if (!Resizes) EndFilters();
        if (Rebuilds && _wish.EswitchMode == Model.EswitchMode.SwitchdevInactive)
        {
            _warnings.Add($"{_pf.Name}: only the newest drivers have the mode SwitchdevInactive, "
                + "and whether this one has shows when its VFs are down; if it has not, they come back as they were.");
        }
    }

    private void InlineMode()
    {
        if (ChangesInlineMode)
        {
            Mode($"InlineMode: {_eswitch!.InlineMode} -> {_wish.InlineMode}",
                new Eswitch { InlineMode = _wish.InlineMode }, new Eswitch { InlineMode = _eswitch.InlineMode }, []);
        }
    }

    private void EncapMode()
    {
        if (ChangesEncapMode && _wish.EncapMode is { } encap)
            Mode($"EncapMode: {_eswitch!.EncapMode} -> {encap}", new Eswitch { EncapMode = encap }, new Eswitch { EncapMode = _eswitch.EncapMode }, []);
    }

    private void Mode(string description, Eswitch wish, Eswitch old, Operation[] lost, Disruption disruption = Disruption.None) =>
        Add(description, new SetEswitch(_pf.PciAddress, wish), [new SetEswitch(_pf.PciAddress, old), .. lost], disruption);

    private void UnbindVfs() => _steps.AddRange(_before.Unbound(!IsProbed(FinalProbe)));

    private void RestoreSettings(VfRestoration after)
    {
        _steps.AddRange(after.Settings().Concat(after.Functions(IsProbed(ProbeMeanwhile))).Concat(after.Groups()));
        foreach (var (vf, text) in after.Lost()) _warnings.AddLoss(vf, text);
    }

    private void RestoreDrivers(VfRestoration after)
    {
        var isProbingOff = !IsProbed(FinalProbe);
        _steps.AddRange(Resizes ? after.Drivers(_newCount, IsProbed(ProbeMeanwhile), isNewBound: !isProbingOff, isProbingOff) : after.Bound(isProbingOff));
    }

    private VirtualFunction[] UnheldVfs(HostSnapshot snapshot)
    {
        var reader = snapshot.OpenVfs(_pf);
        VirtualFunction[] vfs = [.. Enumerable.Range(0, reader.Count).Select(reader.Read)];
        HeldVfs.ThrowIfHeld(vfs, _wish.Force, _warnings);

        // What a VF's link state reads in switchdev mode is no setting: the driver puts it down there and leaves the link to the representor
        // (esw_offloads_enable in mlx5's eswitch_offloads.c).
        return _pf.IsSwitchdev ? [.. vfs.Select(v => v with { LinkState = null })] : vfs;
    }

    private void Add(
        string description,
        Operation operation,
        IReadOnlyList<Operation> undo,
        Disruption disruption = Disruption.None,
        TimeSpan? expected = null) =>
        _steps.Add(new Change(operation)
        {
            Target = ChangeTarget.OfPort(_pf.Name),
            Description = description,
            Undo = undo,
            Disruption = disruption,
            Affected = disruption < Disruption.VfTrafficStops ? [] : _before.Holders,
            Expected = expected,
        });

    private RefusedSettingException NoEswitch() => new(RefusalReason.NoEswitch, ChangeTarget.OfPort(_pf.Name),
        "it has no e-switch whose mode could be set, as on InfiniBand.",
        "Leave the modes of the e-switch out.")
    {
        Remedy = new(RemedyKind.OmitEswitchModes),
    };

    private RefusedSettingException NoInlineMode() => new(RefusalReason.NoInlineMode, ChangeTarget.OfPort(_pf.Name),
        "it needs no inline headers, as every adapter from ConnectX-5 on, so that its driver takes no inline mode but None, which is set.",
        "Leave the inline mode out.")
    {
        Remedy = new(RemedyKind.OmitInlineMode),
    };
}
