using System.Management.Automation;

using Mlx5Sriov.Rates;

namespace Mlx5Sriov.Binding;

/// <summary>Reads VFs and groups as a user describes them for a measurement.</summary>
internal static class RateDescriptions
{
    private static readonly string[] s_indexNames = ["Index", "VfIndex", "FunctionID"];
    private static readonly string[] s_vfKeys = [.. s_indexNames, "Group", "RateGroup", "MaxTxRate", "MinTxRate", "Load", "Pf"];
    private static readonly string[] s_groupKeys = ["Id", "Name", "Group", "Parent", "MaxTxRate", "MinTxRate", "Pf"];

    /// <summary>The VFs that a description stands for, each with the port that it names, if any.</summary>
    /// <exception cref="RateInputException">It cannot be read.</exception>
    public static IEnumerable<(string? Pf, VfRates Vf)> Vfs(PSObject value, int position)
    {
        var vf = new Description(value, $"The VF description number {position}", s_vfKeys);
        if (vf.Has("Label", "Members"))
        {
            throw new RateInputException(
                $"The VF description number {position} is a rate group, and no VF.",
                "Give groups with -Group, and the VFs in them with -Vf.");
        }

        var rates = new VfRates
        {
            Index = 0,
            Group = vf.Group("Group", "RateGroup"),
            MaxTxRate = vf.Rate("MaxTxRate") ?? Bandwidth.Zero,
            MinTxRate = vf.Rate("MinTxRate") ?? Bandwidth.Zero,
            Load = vf.Rate("Load"),
        };
        return vf.Indexes(s_indexNames).Indexes.Select(index => (vf.Text("Pf"), rates with { Index = index }));
    }

    /// <summary>The group that a description stands for, with the port that it names, if any. A group read from a host has its name under Label.</summary>
    /// <exception cref="RateInputException">It cannot be read.</exception>
    public static (string? Pf, GroupRates Group) Group(PSObject value, int position)
    {
        var group = new Description(value, $"The group description number {position}", s_groupKeys);
        return (group.Text("Pf"), new GroupRates
        {
            Name = group.Group("Label", "Id", "Name", "Group")
                ?? throw group.Lacks("Id", "Give each group its number or name: @{ Id = 7; MaxTxRate = '10Gbit' }."),
            Parent = group.Group("Parent"),
            MaxTxRate = group.Rate("MaxTxRate") ?? Bandwidth.Zero,
            MinTxRate = group.Rate("MinTxRate") ?? Bandwidth.Zero,
        });
    }
}
