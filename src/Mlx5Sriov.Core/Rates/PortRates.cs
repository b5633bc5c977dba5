namespace Mlx5Sriov.Rates;

/// <summary>A port's bandwidth and those who share it: all that decides what each VF gets.</summary>
public sealed record PortRates
{
    /// <summary>The physical function's name; null for a port that is only described.</summary>
    public string? Pf { get; init; }

    /// <summary>The line's rate.</summary>
    public required Bandwidth LineRate { get; init; }

    /// <summary>The groups; one that only VFs name has neither limit nor guarantee.</summary>
    public IReadOnlyList<GroupRates> Groups { get; init; } = [];

    /// <summary>The VFs, each index once.</summary>
    public required IReadOnlyList<VfRates> Vfs { get; init; }

    /// <summary>
    /// Whether the driver holds VFs that are in no group in a group of their own, the default group 0, which shares the line with the other groups as
    /// one of them. Without it each such VF shares the line beside the groups.
    /// </summary>
    /// <remarks>
    /// esw/qos.c of mlx5_core: OFED up to 25.04 and Linux up to 6.16 have the group (group0, later node0); OFED 25.07 and Linux 6.17 ("Remove default
    /// QoS group and attach vports directly to root TSAR") have it no more.
    /// </remarks>
    public bool HasDefaultGroup { get; init; }

    /// <summary>The VFs and groups of which the host does not tell all rates; what it does not tell is taken as none. <c>VF 0-7</c>, <c>group 7</c>.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    /// <summary>The port while only some of its VFs send.</summary>
    /// <param name="active">Those that send; null for all, and one that is not there counts for nothing.</param>
    /// <returns>The port, the others' load zero.</returns>
    public PortRates WithActive(VfIndexSet? active)
    {
        if (active is null) return this;
        var senders = active.Indexes.ToHashSet();
        return this with { Vfs = [.. Vfs.Select(vf => senders.Contains(vf.Index) ? vf : vf with { Load = Bandwidth.Zero })] };
    }

    /// <summary>The groups that no VF is in, nor in one below. The driver weighs the others' guarantees beside theirs just the same.</summary>
    public IReadOnlyList<GroupRates> Empty
    {
        get
        {
            var used = Used(Groups);
            return [.. Groups.Where(g => !used.Contains(g.Name))];
        }
    }

    /// <summary>
    /// The port with groups as they would be. Each stands for the group of its name. A numbered one that is new and that no VF is in is left out, for
    /// the driver has no such group; a node is there without VFs too.
    /// </summary>
    /// <param name="groups">The groups.</param>
    /// <returns>The port, with these groups beside those of its own that they do not replace.</returns>
    public PortRates WithGroups(IReadOnlyCollection<GroupRates> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var told = groups.Select(g => g.Name).ToHashSet();
        var kept = Groups.Where(g => !told.Contains(g.Name)).ToList();
        var there = Used([.. kept, .. groups]);
        there.UnionWith(Groups.Select(g => g.Name));
        return this with { Groups = [.. kept, .. groups.Where(g => !PlainNumber.IsDigits(g.Name) || there.Contains(g.Name))] };
    }

    // The groups with VFs, and those above them.
    private HashSet<string> Used(IReadOnlyCollection<GroupRates> groups)
    {
        var used = Vfs.Select(v => v.Group ?? GroupRates.Default).ToHashSet();
        var parents = groups.ToLookup(g => g.Name, g => g.Parent);
        for (var names = new Queue<string>(used); names.TryDequeue(out var name);)
        {
            foreach (var parent in parents[name].OfType<string>().Where(used.Add)) names.Enqueue(parent);
        }

        return used;
    }

    /// <summary>Works out what each VF gets, by the vendor's text and by the driver's weights.</summary>
    /// <returns>The VFs' rates in their order, and what the administrator should know about the settings.</returns>
    /// <exception cref="RateInputException">The description contradicts itself, or a rate is not a whole number of Mbit/s.</exception>
    /// <exception cref="LineRateException">The line's rate is zero.</exception>
    public PortBandwidth Measure()
    {
        if (LineRate.IsZero) throw new LineRateException(Pf);
        var vendor = Sharing.Of(this, new VendorRule());
        var driver = Sharing.Of(this, new DriverRule(HasDefaultGroup));
        return new PortBandwidth([.. Vfs.Select(Result)], RateWarnings.Of(this, vendor, driver));

        VfBandwidth Result(VfRates vf)
        {
            var (byText, byWeights) = (vendor[vf], driver[vf]);
            return new VfBandwidth
            {
                Pf = Pf,
                Index = vf.Index,
                Group = vf.Group,
                LineRate = LineRate,
                MinTxRate = vf.MinTxRate,
                MaxTxRate = vf.MaxTxRate,
                Load = vf.Load,
                VendorRate = Bandwidth.FromBits(byText.Rate.Floor),
                VendorBound = RateHold.Of(byText).Bound,
                DriverRate = Bandwidth.FromBits(byWeights.Rate.Floor),
                DriverBound = RateHold.Of(byWeights).Bound,
                Explanation = RateExplanation.Of(vf, vendor, driver),
            };
        }
    }
}
