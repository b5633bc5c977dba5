using Mlx5Sriov.Inventory;
using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Inventory.Vfs;
using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Operations;
using Mlx5Sriov.Planning.Vfs;

namespace Mlx5Sriov.Plans.Journals;

/// <summary>What a change can alter on one physical function, its VFs and its rate groups.</summary>
/// <param name="port">The physical function, as the journal names it.</param>
/// <param name="acts">What undoes the change there: of what it is about, the facts are read.</param>
internal sealed class PortState(ScopePart port, IEnumerable<Operation> acts)
{
    private readonly Operation[] _acts = [.. acts];

    private readonly string _name = port.Name ?? port.Id;

    /// <summary>Adds the facts as they are.</summary>
    /// <param name="snapshot">The host as it is.</param>
    /// <param name="facts">Gets them.</param>
    /// <exception cref="SriovException">Something cannot be read.</exception>
    public void Read(HostSnapshot snapshot, Dictionary<Fact, string?> facts)
    {
        if (_acts.Length == 0) return;
        var site = snapshot.Site(port.Port!.Value);
        if (_acts.Any(a => a is SetEswitch or SetVfCount or WriteSysfs)) Port(site, facts);
        if (site.IsSwitchdev && _acts.Any(a => a is SetEswitch { Wish.Mode: not null }))
            Add(facts, ChangeTarget.OfPort(_name), [("Subfunctions", Subfunctions(snapshot, site))]);
        if (!site.IsDriven) return;
        var vfs = snapshot.OpenVfs(site);
        foreach (var index in IsPrerequisite ? Enumerable.Range(0, vfs.Count) : _acts.Select(a => a.VfIndex).OfType<int>().Distinct().Where(i => i < vfs.Count))
        {
            Add(facts, ChangeTarget.OfVf(_name, index), Settings(vfs.ReadSettings(index), site.IsSwitchdev));
            if (IsPrerequisite) Function(vfs, index, facts);
            if (IsPrerequisite || _acts.Any(a => a is SetVfDriver && a.VfIndex == index)) Driver(snapshot, vfs.ReadPlace(index), facts);
        }

        foreach (var name in _acts.OfType<SetVfRxMode>().Select(a => a.Link).Distinct())
        {
            if (snapshot.Link(name) is { } link)
                Add(facts, ChangeTarget.OfLink(name), [(nameof(VfWish.Promiscuous), link.IsPromiscuous), (nameof(VfWish.AllMulticast), link.IsAllMulticast)]);
        }

        if (IsPrerequisite || _acts.Any(IsOfGroups)) Groups(snapshot.Groups(site), facts);
    }

    /// <summary>Whether undoing the change makes VFs or their vports again, and so overwrites all that they have.</summary>
    public bool MakesVfsAgain => _acts.Any(a => a is SetVfCount or SetEswitch { Wish.Mode: not null });

    // VFs that are made again, and vports that a mode change takes down and up, lose what nobody has set.
    private bool IsPrerequisite => _acts.Any(a => a.IsPrerequisite);

    private static bool IsOfGroups(Operation act) =>
        act is WriteGroupFile or SetGroupRates or AddRateNode or SetRateNode or DeleteRateNode or WriteVfFile { File: "group" }
            or SetVfRate { Limits.Parent: not null };

    private void Function(VirtualFunctionReader vfs, int index, Dictionary<Fact, string?> facts) => Add(facts, ChangeTarget.OfVf(_name, index),
        [("Function", vfs.Port(index)?.Function is { } own ? own with { HardwareAddress = null } : null)]);

    private void Port(PfSite site, Dictionary<Fact, string?> facts) => Add(facts, ChangeTarget.OfPort(_name),
    [
        (nameof(PhysicalFunction.NumVfs), site.EnabledVfs()),
        (nameof(PhysicalFunction.AutoProbe), site.AutoProbe?.State),
        (nameof(PhysicalFunction.EswitchMode), site.Eswitch?.Mode),
        (nameof(PhysicalFunction.InlineMode), site.Eswitch?.InlineMode),
        (nameof(PhysicalFunction.EncapMode), site.Eswitch?.EncapMode),
    ]);

    private static string? Subfunctions(HostSnapshot snapshot, PfSite site)
    {
        uint?[] numbers = [.. snapshot.OtherPorts(site).Where(p => p.Flavour == DevlinkPortFlavour.PciSf).Select(p => p.SfNumber).Order()];
        return numbers.Length == 0 ? null : string.Join(',', numbers);
    }

    private void Driver(HostSnapshot snapshot, VirtualFunction place, Dictionary<Fact, string?> facts) => Add(facts, ChangeTarget.OfVf(_name, place.Index),
    [
        (nameof(place.Driver), place.Driver ?? "none"),
        ("driver_override", place.PciAddress is { } address ? snapshot.DriverOverrideOf(address) : null),
    ]);

    // In switchdev mode the representor decides on a VF's link; what is told of it depends on whether the VF was there when the mode began.
    private static (string Name, object? Value)[] Settings(VirtualFunction vf, bool isSwitchdev) =>
    [
        (nameof(vf.MacAddress), vf.MacAddress),
        (nameof(vf.VlanId), vf.VlanId),
        (nameof(vf.Qos), vf.Qos),
        (nameof(vf.VlanProtocol), vf.VlanProtocol),
        (nameof(vf.Trunk), vf.Trunk is { IsComplete: true } ? vf.Trunk : null),
        (nameof(vf.SpoofCheck), vf.SpoofCheck),
        (nameof(vf.Trust), vf.Trust),
        (nameof(vf.LinkState), isSwitchdev ? null : vf.LinkState),
        (nameof(vf.MinTxRate), vf.MinTxRate),
        (nameof(vf.MaxTxRate), vf.MaxTxRate),
        (nameof(vf.RateGroup), vf.RateGroup),
        (nameof(vf.NodeGuid), vf.NodeGuid),
        (nameof(vf.PortGuid), vf.PortGuid),
        (nameof(vf.Policy), vf.Policy),
    ];

    // A numbered group without limits is no more than what its members tell.
    private void Groups(IReadOnlyList<RateGroup> groups, Dictionary<Fact, string?> facts)
    {
        foreach (var group in groups.Where(g => g.HasLimits || g.Dialect == RateGroupDialect.Devlink))
        {
            Add(facts, ChangeTarget.OfGroup(_name, group.Label),
                [(nameof(group.MinTxRate), group.MinTxRate), (nameof(group.MaxTxRate), group.MaxTxRate), (nameof(group.Parent), group.Parent)]);
        }
    }

    private static void Add(Dictionary<Fact, string?> facts, ChangeTarget target, (string Name, object? Value)[] values)
    {
        foreach (var (name, value) in values)
            if (value is not null) facts[new Fact(target, name)] = $"{value}";
    }
}
