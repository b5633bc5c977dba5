using Mlx5Sriov.Changes.Operations;
using Mlx5Sriov.Inventory;
using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Changes;

/// <summary>
/// What a change can alter on a physical function, its VFs and its rate groups, as facts by name: <c>vf 5: VlanId</c> is <c>100</c>. Two readings can be
/// compared, also by another process, so that an undo says what did not come back, and what others have set since.
/// </summary>
/// <param name="host">The host.</param>
/// <param name="pf">The physical function.</param>
/// <param name="acts">What undoes the change: of what it is about, the facts are read.</param>
internal sealed class PortState(SriovHost host, PciAddress pf, IEnumerable<Operation> acts)
{
    private readonly Operation[] _acts = [.. acts];

    /// <summary>The facts as they are.</summary>
    /// <param name="snapshot">The host as it is.</param>
    /// <exception cref="SriovException">Something cannot be read.</exception>
    public IReadOnlyDictionary<string, string> Read(HostSnapshot snapshot)
    {
        var facts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (_acts.Length == 0) return facts;
        var site = snapshot.Site(pf);
        if (_acts.Any(a => a is SetEswitch or SetVfCount or WriteSysfs)) Port(site, facts);
        if (site.IsSwitchdev && _acts.Any(a => a is SetEswitch { Wish.Mode: not null })) Add(facts, "port", [("Subfunctions", Subfunctions(snapshot, site))]);
        if (!site.IsDriven) return facts;
        var vfs = snapshot.OpenVfs(site);
        foreach (var index in IsGround ? Enumerable.Range(0, vfs.Count) : _acts.Select(a => a.VfIndex).OfType<int>().Distinct().Where(i => i < vfs.Count))
        {
            Add(facts, $"vf {index}", Settings(vfs.ReadSettings(index), site.IsSwitchdev));
            if (IsGround) Add(facts, $"vf {index}", [("Function", vfs.Port(index)?.Function is { } own ? own with { HardwareAddress = null } : null)]);
            if (IsGround || _acts.Any(a => a is SetVfDriver && a.VfIndex == index)) Driver(snapshot, vfs.ReadPlace(index), facts);
        }

        foreach (var name in _acts.OfType<SetVfRxMode>().Select(a => a.Link).Distinct())
        {
            if (snapshot.Link(name) is { } link)
                Add(facts, name, [(nameof(VfWish.Promiscuous), link.IsPromiscuous), (nameof(VfWish.AllMulticast), link.IsAllMulticast)]);
        }

        if (IsGround || _acts.Any(IsOfGroups)) Groups(snapshot.Groups(site), facts);
        return facts;
    }

    /// <summary>The facts as they are, read again.</summary>
    /// <exception cref="SriovException">Something cannot be read.</exception>
    public IReadOnlyDictionary<string, string> Read() => Read(new HostSnapshot(host));

    /// <summary>The facts as they are, read again; null where something cannot be read.</summary>
    public IReadOnlyDictionary<string, string>? TryRead()
    {
        try
        {
            return Read();
        }
        catch (SriovException)
        {
            return null;
        }
    }

    /// <summary>The facts in which two readings differ, as the second has them; null for one that is gone.</summary>
    public static IReadOnlyDictionary<string, string?> Difference(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) =>
        before.Keys.Union(after.Keys)
            .Where(fact => before.GetValueOrDefault(fact) != after.GetValueOrDefault(fact))
            .ToDictionary(fact => fact, fact => after.GetValueOrDefault(fact));

    /// <summary>
    /// Whether there still is what a fact is about: a VF or net device that is gone has nothing that could be overwritten. A group that is gone was removed,
    /// and would be made again.
    /// </summary>
    public static bool Tells(IReadOnlyDictionary<string, string> facts, string fact)
    {
        var subject = fact[..(fact.IndexOf(':', StringComparison.Ordinal) + 1)];
        return facts.Keys.Any(k => k.StartsWith(subject, StringComparison.Ordinal)) || subject.StartsWith("group ", StringComparison.Ordinal);
    }

    /// <summary>
    /// Whether an undo overwrites a fact also where the change left it the same: a VF's driver, which it takes away and gives again, and all of VFs that it
    /// makes again.
    /// </summary>
    public bool IsOverwritten(string fact) =>
        fact.EndsWith($": {nameof(VirtualFunction.Driver)}", StringComparison.Ordinal) || (MakesVfsAgain && fact.StartsWith("vf ", StringComparison.Ordinal));

    /// <summary>Facts as messages tell how they differ; of a VF or group that is there in one reading alone, that.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="before">The reading before.</param>
    /// <param name="now">The reading now.</param>
    public static IEnumerable<string> Told(IEnumerable<string> facts, IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> now)
    {
        return facts.GroupBy(Subject).SelectMany(of =>
            !IsThere(before, of.Key) ? [$"{of.Key} is there, and was not"]
            : !IsThere(now, of.Key) ? [$"{of.Key} is not there, and was"]
            : of.Select(fact => $"{fact} is {Told(now.GetValueOrDefault(fact))}, and was {Told(before.GetValueOrDefault(fact))}"));

        static bool IsThere(IReadOnlyDictionary<string, string> facts, string subject) =>
            facts.Keys.Any(fact => fact.StartsWith($"{subject}:", StringComparison.Ordinal));
    }

    /// <summary>A value as messages tell it.</summary>
    public static string Told(string? value) => value is null ? "absent" : value.Length == 0 ? "empty" : value;

    /// <summary>Whether undoing the change makes VFs or their vports again, and so overwrites all that they have.</summary>
    public bool MakesVfsAgain => _acts.Any(a => a is SetVfCount or SetEswitch { Wish.Mode: not null });

    /// <summary>What a fact is about: <c>vf 5</c>, <c>group 7</c>, <c>port</c>.</summary>
    public static string Subject(string fact) => fact[..fact.IndexOf(':', StringComparison.Ordinal)];

    // VFs that are made again, and vports that a mode change takes down and up, lose what nobody has set.
    private bool IsGround => _acts.Any(a => a.IsGround);

    private static bool IsOfGroups(Operation act) =>
        act is WriteGroupFile or SetGroupRates or AddRateNode or SetRateNode or DeleteRateNode or WriteVfFile { File: "group" }
            or SetVfRate { Limits.Parent: not null };

    private static void Port(PfSite site, SortedDictionary<string, string> facts) => Add(facts, "port",
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

    private static void Driver(HostSnapshot snapshot, VirtualFunction place, SortedDictionary<string, string> facts) => Add(facts, $"vf {place.Index}",
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
    private static void Groups(IReadOnlyList<RateGroup> groups, SortedDictionary<string, string> facts)
    {
        foreach (var group in groups.Where(g => g.HasLimits || g.Dialect == RateGroupDialect.Devlink))
        {
            Add(facts, $"group {group.Label}",
                [(nameof(group.MinTxRate), group.MinTxRate), (nameof(group.MaxTxRate), group.MaxTxRate), (nameof(group.Parent), group.Parent)]);
        }
    }

    private static void Add(SortedDictionary<string, string> facts, string subject, (string Name, object? Value)[] values)
    {
        foreach (var (name, value) in values)
            if (value is not null) facts[$"{subject}: {name}"] = $"{value}";
    }
}
