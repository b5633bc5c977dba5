using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Machine;

namespace Mlx5Sriov.Simulation.Adapter;

/// <summary>A physical function's embedded switch as its driver runs it: the modes, a vport for each VF, and the rates.</summary>
internal sealed class SimulatedEswitch(SimulatedPf pf)
{
    private const int FirstSubfunction = 0x8000;

    private readonly List<SimulatedVport> _vports = [];
    private readonly Dictionary<int, VfContext> _contexts = [];
    private readonly List<SimulatedSubfunction> _subfunctions = [];

    public SimulatedPf Pf { get; } = pf;

    public DriverRelease Release => Pf.Adapter.Release;

    public SimulatedMachine Machine => Pf.Adapter.Machine;

    public EswitchMode Mode { get; private set; } = EswitchMode.Legacy;

    public EswitchEncapMode EncapMode { get; private set; } = EswitchEncapMode.Basic;

    public bool IsSwitchdev => Mode != EswitchMode.Legacy;

    /// <summary>The vports of the enabled VFs, by index.</summary>
    public IReadOnlyList<SimulatedVport> Vports => _vports;

    /// <summary>The representors; switchdev mode only.</summary>
    public IEnumerable<SimulatedRepresentor> Representors => _vports.Select(v => v.Representor).OfType<SimulatedRepresentor>();

    /// <summary>The subfunctions; switchdev mode only.</summary>
    public IReadOnlyList<SimulatedSubfunction> Subfunctions => _subfunctions;

    public SimulatedScheduler Scheduler { get; } = new(pf.Adapter.Release);

    /// <summary>The vport of a VF.</summary>
    public SimulatedVport Vport(int vf) => vf >= 0 && vf < _vports.Count ? _vports[vf] : throw new Refusal(Errno.EINVAL);

    /// <summary>Makes the vports of new VFs. Nothing of earlier VFs is left but what the driver remembers of InfiniBand ones.</summary>
    public void Enable(int count)
    {
        for (var index = 0; index < count; index++)
        {
            if (!_contexts.TryGetValue(index, out var context)) _contexts.Add(index, context = new VfContext());
            _vports.Add(new SimulatedVport(this, index, context));
        }

        if (IsSwitchdev) AddRepresentors();
    }

    /// <summary>Forgets the vports, and with them devlink's rate nodes. The mode stays.</summary>
    /// <remarks>mlx5_eswitch_disable_sriov: devl_rate_nodes_destroy in switchdev mode; only legacy mode is taken down with the VFs.</remarks>
    public void Disable()
    {
        RemoveRepresentors();
        foreach (var vport in _vports) Scheduler.Forget(vport);
        Scheduler.RemoveNodes();
        _vports.Clear();
    }

    /// <summary>Makes a subfunction.</summary>
    /// <remarks>The vports of subfunctions come after those of VFs (mlx5_sf_start_function_id in mlx5's sf/sf.h).</remarks>
    public void AddSubfunction(uint number)
    {
        if (!IsSwitchdev) throw new Refusal(Errno.EOPNOTSUPP, "mlx5_core: SF ports are only supported in eswitch switchdev mode.");
        if (_subfunctions.Any(s => s.Number == number)) throw new Refusal(Errno.EEXIST, "mlx5_core: SF already exist. Choose different sfnum");
        _subfunctions.Add(new SimulatedSubfunction(number, Pf.PortIndex(FirstSubfunction + _subfunctions.Count)));
    }

    /// <summary>Changes the mode, which takes every vport down and up again: trunks, rates, groups and link states are lost, the other settings kept.</summary>
    /// <remarks>
    /// devlink_rate_nodes_check refuses even the mode that is set already. Between the modes mlx5_esw_vport_disable drops the rates and
    /// mlx5_esw_vport_enable zeroes the trunk, while vport->info keeps MAC, VLAN, spoof check and trust. The link state becomes
    /// down in switchdev mode, where the representor decides on it (esw_offloads_enable), and the port's in legacy mode (esw_legacy_enable).
    /// </remarks>
    public void SetMode(EswitchMode mode)
    {
        if (Pf.Adapter.Model.IsInfiniband) throw new Refusal(Errno.EOPNOTSUPP);
        if (Scheduler.HasNodes) throw new Refusal(Errno.EBUSY, "Rate node(s) exists.");
        if (mode == EswitchMode.SwitchdevInactive) throw new Refusal(Errno.EINVAL);
        if (HasFlows) throw new Refusal(Errno.EBUSY, "mlx5_core: Can't change mode, E-Switch is busy");
        if (mode == Mode) return;
        RemoveRepresentors();
        foreach (var vport in _vports)
        {
            Scheduler.Forget(vport);
            vport.ClearTrunk();
            vport.BeginLinkState(mode);
        }

        Mode = mode;
        if (IsSwitchdev) AddRepresentors();
        else _subfunctions.Clear();
    }

    /// <summary>These adapters need no inline headers, so that is the only mode they take.</summary>
    public void SetInlineMode(EswitchInlineMode mode)
    {
        if (Pf.Adapter.Model.IsInfiniband) throw new Refusal(Errno.EOPNOTSUPP);
        if (mode != EswitchInlineMode.None) throw new Refusal(Errno.EOPNOTSUPP, "mlx5_core: Inline mode can't be set");
    }

    public void SetEncapMode(EswitchEncapMode mode)
    {
        if (Pf.Adapter.Model.IsInfiniband) throw new Refusal(Errno.EOPNOTSUPP);
        if (IsSwitchdev && mode != EncapMode && HasFlows)
            throw new Refusal(Errno.EOPNOTSUPP, "mlx5_core: Can't set encapsulation when flows are configured");
        EncapMode = mode;
    }

    /// <summary>Whether the adapter carries out flows: each counts as a user of the e-switch.</summary>
    /// <remarks>mlx5e_configure_flower in mlx5's en_tc.c; mlx5_esw_try_lock in eswitch.c.</remarks>
    private bool HasFlows => Pf.NetDevices.Concat(Representors.Select(r => r.NetDevice))
        .Any(d => d.Filters.Any(f => f is { Classifier: "flower", IsInHardware: true }));

    private void AddRepresentors()
    {
        foreach (var vport in _vports) vport.AddRepresentor();
    }

    private void RemoveRepresentors()
    {
        foreach (var vport in _vports) vport.RemoveRepresentor();
    }
}
