using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Ofed;
using Mlx5Sriov.Operations;
using Mlx5Sriov.Planning.Routes;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Planning.Vfs;

/// <summary>Plans one VF's settings: compares each that is wished with what is, and finds its way to the kernel.</summary>
/// <param name="pf">The physical function, as it is when the steps run.</param>
/// <param name="vf">The VF's settings then.</param>
/// <param name="wish">The wish.</param>
/// <param name="port">The VF's devlink port; null where it has none yet.</param>
internal sealed class VfPlanner(PfFacts pf, VirtualFunction vf, VfWish wish, DevlinkPort? port)
{
    private readonly SettingRoutes _routes = new(pf);
    private readonly TaggingGoal _tagging = TaggingGoal.Of(vf, wish);
    private readonly List<Change> _steps = [];
    private bool _macChanges;

    private ChangeTarget Target { get; } = vf.Target;

    /// <summary>What the steps do beyond the words of the wish, without the VF's name; null for nothing.</summary>
    public string? Warning => _tagging.Warning;

    /// <exception cref="RefusedSettingException">A setting cannot be.</exception>
    public IReadOnlyList<Change> Steps()
    {
        Mac();
        Tagging();
        Switch(VfAttribute.SpoofCheck, "SpoofCheck", wish.SpoofCheck, vf.SpoofCheck, s => new VfSetting.SpoofCheck(s), "spoofcheck", OfedWords.Switch);
        Switch(VfAttribute.Trust, "Trust", wish.Trust, vf.Trust, s => new VfSetting.Trust(s), "trust", OfedWords.Switch);
        Switch(VfAttribute.LinkState, "LinkState", wish.LinkState, vf.LinkState, s => new VfSetting.LinkState(s), "link_state", OfedWords.LinkState,
            s => s == VfLinkState.Disable ? Disruption.VfTrafficStops : Disruption.None);
        Rates();
        var before = _steps.Count;
        Switch(VfAttribute.NodeGuid, "NodeGuid", wish.NodeGuid, vf.NodeGuid, g => new VfSetting.NodeGuid(g), "node", OfedWords.Guid);

        // A new MAC address comes first, and its undo puts back the node GUID too.
        if (_macChanges && _steps.Count > before) _steps[^1] = _steps[^1] with { Undo = [] };
        Switch(VfAttribute.PortGuid, "PortGuid", wish.PortGuid, vf.PortGuid, g => new VfSetting.PortGuid(g), "port", OfedWords.Guid);
        Switch(VfAttribute.Policy, "Policy", wish.Policy, vf.Policy, s => new VfSetting.LinkState(s), "policy", OfedWords.LinkState,
            s => s == VfLinkState.Disable ? Disruption.VfTrafficStops : Disruption.None);
        return _steps;
    }

    private void Mac()
    {
        if (wish.MacAddress is not { } wished || wished == vf.MacAddress) return;
        var old = vf.MacAddress ?? MacAddress.Zero;
        Operation Set(MacAddress mac) => _routes.Of(VfAttribute.Mac, Target) switch
        {
            SettingRoute.PortFunction => new SetVfFunction(pf.PciAddress, port?.Handle.Index, vf.Index, new PortFunction { HardwareAddress = mac }),
            SettingRoute.Ofed => Ofed("mac", OfedWords.Mac(mac)),
            _ => Link(new VfSetting.Mac(mac)),
        };
        // The driver makes the node GUID again of each MAC address (node_guid_gen_from_mac in mlx5's eswitch.c), so the old one goes back with the old address.
        Operation[] guid = pf.Dialect == DriverDialect.Ofed && vf.NodeGuid is { } node && node != NodeGuidOf(old) ? [Ofed("node", OfedWords.Guid(node))] : [];
        Add($"MacAddress: {old} -> {wished}", Set(wished), [Set(old), .. guid]);
        _macChanges = true;
        if (vf.NodeGuid is not null) vf = vf with { NodeGuid = NodeGuidOf(wished) };
    }

    private static InfinibandGuid NodeGuidOf(MacAddress mac) => new((mac.Value >> 24 << 40) | 0xFFFE00_0000 | (mac.Value & 0xFF_FFFF));

    private void Tagging()
    {
        var (vst, trunk) = (VstTag.Of(vf), TaggingGoal.TrunkOf(vf));
        if (_tagging.Vst.IsVgt) Vst(vst, _tagging.Vst);
        Trunk(trunk);
        if (!_tagging.Vst.IsVgt) Vst(vst, _tagging.Vst);
    }

    private void Vst(VstTag old, VstTag wished)
    {
        if (old == wished) return;
        Operation Set(VstTag tag) => _routes.Of(VfAttribute.Vlan, Target) == SettingRoute.Ofed
            ? Ofed("vlan", OfedWords.Vlan(tag.Id, tag.Qos, tag.Protocol))
            : Link(new VfSetting.Vlan(tag.Id, tag.Qos, tag.Protocol));
        // An undo after an interruption may come before the trunk has gone, and the driver refuses even VGT while one is set.
        Operation[] untrunk = vf.VlanMode == VlanMode.VgtPlus ? [Ofed(WriteVfFile.Trunk, OfedTrunk.Remove(new VlanRange(0, VlanRange.MaxId)))] : [];
        Add($"Vlan: {old} -> {wished}", Set(wished), [.. untrunk, Set(old)], Disruption.VfTrafficStops);
    }

    private void Trunk(VlanTrunk old)
    {
        if (_tagging.Trunk is not { } wished || (old.IsComplete && old.Vlans.Equals(wished))) return;
        _ = _routes.Of(VfAttribute.Trunk, Target);
        foreach (var act in TrunkPlan.Acts(old, wished, _tagging.Untouched))
        {
            Add($"Trunk: {(act.IsAdd ? "add" : "remove")} {act.Range}",
                Write(act.IsAdd, act.Range),
                [.. act.Changed.Ranges.Select(r => Write(!act.IsAdd, r))],
                act.IsAdd ? Disruption.None : Disruption.VfTrafficStops, isReversible: act.IsKnown, isVerifiable: act.IsKnown);
        }

        WriteVfFile Write(bool isAdd, VlanRange range) => Ofed(WriteVfFile.Trunk, isAdd ? OfedTrunk.Add(range) : OfedTrunk.Remove(range));
    }

    // netlink and devlink carry both rates; the one that is not wished keeps its value.
    private void Rates()
    {
        if (wish.MinTxRate is null && wish.MaxTxRate is null) return;
        var (oldMin, oldMax) = (vf.MinTxRate ?? Bandwidth.Zero, vf.MaxTxRate ?? Bandwidth.Zero);
        var (min, max) = (wish.MinTxRate ?? oldMin, wish.MaxTxRate ?? oldMax);
        if ((min, max) == (oldMin, oldMax)) return;
        var description = $"MinTxRate, MaxTxRate: {oldMin}, {oldMax} -> {min}, {max}";
        switch (_routes.Of(VfAttribute.Rate, Target))
        {
            case SettingRoute.DevlinkRate:
                Add(description, Devlink(min, max), [Devlink(oldMin, oldMax)]);
                break;
            case SettingRoute.Ofed:
                if (max != oldMax) Add($"MaxTxRate: {oldMax} -> {max}", File("max_tx_rate", max), [File("max_tx_rate", oldMax)]);
                if (min != oldMin) Add($"MinTxRate: {oldMin} -> {min}", File("min_tx_rate", min), [File("min_tx_rate", oldMin)]);
                break;
            default:
                Add(description, Link(new VfSetting.Rate(min, max)), [Link(new VfSetting.Rate(oldMin, oldMax))]);
                break;
        }

        Operation File(string name, Bandwidth rate) => Ofed(name, OfedWords.Rate(rate));

        Operation Devlink(Bandwidth share, Bandwidth limit) =>
            new SetVfRate(pf.PciAddress, port?.Handle.Index, vf.Index, new RateLimits { TxShare = share, TxMax = limit });
    }

    private void Switch<T>(
        VfAttribute attribute,
        string name,
        T? wished,
        T? old,
        Func<T, VfSetting> setting,
        string file,
        Func<T, string> word,
        Func<T, Disruption>? disruption = null)
        where T : struct
    {
        if (wished is not { } value || EqualityComparer<T?>.Default.Equals(value, old)) return;
        Operation Set(T v) => _routes.Of(attribute, Target) == SettingRoute.Ofed ? Ofed(file, word(v)) : Link(setting(v));
        Add($"{name}: {(old is null ? "unknown" : old)} -> {value}", Set(value), old is { } known ? [Set(known)] : [],
            disruption?.Invoke(value) ?? Disruption.None, isReversible: old is not null, isVerifiable: old is not null);
    }

    private SetVfLink Link(VfSetting setting) => new(pf.NetDevice!, pf.LinkIndex, vf.Index, setting);

    private WriteVfFile Ofed(string file, string text) => new(pf.PciAddress, vf.Index, file, text);

    private void Add(
        string description,
        Operation operation,
        IReadOnlyList<Operation> undo,
        Disruption disruption = Disruption.None,
        bool isReversible = true,
        bool isVerifiable = true) =>
        _steps.Add(new Change(operation)
        {
            Target = Target,
            Description = description,
            Undo = undo,
            Disruption = disruption,
            IsReversible = isReversible,
            IsVerifiable = isVerifiable,
        });
}
