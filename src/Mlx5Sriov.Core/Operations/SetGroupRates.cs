using Mlx5Sriov.Kernel;
using Mlx5Sriov.Ofed;

namespace Mlx5Sriov.Operations;

/// <summary>
/// Gives an OFED rate group both its rates, writing only what it does not have: a group that ended and came again has lost them, one that lasted has not.
/// </summary>
/// <param name="Pf">The physical function.</param>
/// <param name="Group">The group's number.</param>
/// <param name="Min">The guaranteed rate; zero for none.</param>
/// <param name="Max">The limit; zero for none.</param>
internal sealed record SetGroupRates(PciAddress Pf, int Group, Bandwidth Min, Bandwidth Max) : Operation
{
    /// <inheritdoc/>
    public override string Command => $"{WriteMax.Command}; {WriteMin.Command}";

    private WriteGroupFile WriteMax => new(Pf, Group, WriteGroupFile.MaxTxRate, OfedWords.Rate(Max));

    private WriteGroupFile WriteMin => new(Pf, Group, WriteGroupFile.MinTxRate, OfedWords.Rate(Min));

    /// <inheritdoc/>
    public override void Apply(SriovHost host, CancellationToken cancellation)
    {
        var path = $"{OfedTree.Group(Pf, Group)}/config";
        var config = OfedGroupLock.Outlast(host.Clock, () => host.KernelFiles.Read(path), cancellation) is { } text ? OfedGroupConfig.Parse(text, path) : null;
        if (config?.MaxRate != Max) WriteMax.Apply(host, cancellation);
        if (config?.MinRate != Min && !(config is { MinRate: null } && Min.IsZero)) WriteMin.Apply(host, cancellation);
    }
}
