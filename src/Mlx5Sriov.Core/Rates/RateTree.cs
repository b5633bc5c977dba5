namespace Mlx5Sriov.Rates;

/// <summary>Builds the hierarchy of a port: groups below the line or below other groups, VFs below their groups.</summary>
internal static class RateTree
{
    /// <summary>The line, with all that share it below.</summary>
    /// <param name="port">The port.</param>
    /// <param name="hasDefaultGroup">Whether VFs in no group are in group 0; else they are beside the groups.</param>
    /// <exception cref="RateInputException">The port's description contradicts itself, or a rate is not a whole number of Mbit/s.</exception>
    public static RateNode Of(PortRates port, bool hasDefaultGroup)
    {
        Check(port);
        var line = new RateNode("", port.LineRate, port.LineRate);
        var told = port.Groups.ToDictionary(g => g.Name);
        var nodes = new Dictionary<string, RateNode>();
        foreach (var group in port.Groups) NodeOf(group.Name, []);
        foreach (var vf in port.Vfs)
        {
            var group = vf.Group ?? (hasDefaultGroup ? GroupRates.Default : null);
            (group is null ? line : NodeOf(group, [])).Add(RateNode.Of(vf));
        }

        return line;

        RateNode NodeOf(string name, HashSet<string> below)
        {
            if (nodes.TryGetValue(name, out var known)) return known;
            if (!below.Add(name))
            {
                throw new RateInputException(
                    $"Group {name} is below itself: {string.Join(", ", below)}.",
                    "Name a parent that is not below the group.");
            }

            var group = told.GetValueOrDefault(name) ?? new GroupRates { Name = name };
            var parent = group.Parent is { } above ? NodeOf(above, below) : line;
            return nodes[name] = parent.Add(new RateNode(name, group.MaxTxRate, group.MinTxRate));
        }
    }

    private static void Check(PortRates port)
    {
        if (port.Vfs.GroupBy(v => v.Index).FirstOrDefault(g => g.Skip(1).Any()) is { } vf)
            throw new RateInputException($"VF {vf.Key} is told more than once.", "Give each VF of a port once.");
        if (port.Groups.GroupBy(g => g.Name).FirstOrDefault(g => g.Skip(1).Any()) is { } group)
            throw new RateInputException($"Group {group.Key} is told more than once.", "Give each group of a port once.");
        var names = port.Groups.Select(g => g.Name).Concat(port.Vfs.Select(v => v.Group).OfType<string>()).ToHashSet();
        if (port.Groups.FirstOrDefault(g => g.Parent is { } parent && !names.Contains(parent)) is { } orphan)
        {
            throw new RateInputException(
                $"Group {orphan.Name} is below {orphan.Parent}, which is not there.",
                $"Give {orphan.Parent} too, or correct the name.");
        }

        var ofVfs = port.Vfs.Select(v => (Name: $"VF {v.Index}", v.MaxTxRate, v.MinTxRate));
        var ofGroups = port.Groups.Select(g => (Name: $"Group {g.Name}", g.MaxTxRate, g.MinTxRate));
        foreach (var (name, max, min) in ofVfs.Concat(ofGroups))
        {
            foreach (var rate in new[] { max, min })
            {
                if (!rate.IsWholeMegabits)
                    throw new RateInputException($"{name}: {rate} is not a whole number of Mbit/s, the unit of the adapter.", "Round it to whole Mbit/s.");
            }
        }
    }
}
