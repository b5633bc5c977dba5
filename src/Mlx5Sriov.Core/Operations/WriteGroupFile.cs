using Mlx5Sriov.Kernel;
using Mlx5Sriov.Ofed;

namespace Mlx5Sriov.Operations;

/// <summary>
/// Makes one setting of an OFED rate group through its folder in the driver's <c>sriov</c> tree; while another has the groups' lock it is tried again.
/// </summary>
/// <param name="Pf">The physical function.</param>
/// <param name="Group">The group's number.</param>
/// <param name="File">The attribute: <c>max_tx_rate</c>.</param>
/// <param name="Value">The text.</param>
internal sealed record WriteGroupFile(PciAddress Pf, int Group, string File, string Value) : Operation
{
    /// <summary>The attribute that holds the limit.</summary>
    internal const string MaxTxRate = "max_tx_rate";

    /// <summary>The attribute that holds the guarantee.</summary>
    internal const string MinTxRate = "min_tx_rate";

    /// <inheritdoc/>
    public override string Command => $"echo {ShellWord.Words(Value)} > {ShellWord.Quote(Path)}";

    private string Path => $"{OfedTree.Group(Pf, Group)}/{File}";

    /// <inheritdoc/>
    /// <exception cref="KernelException">The kernel refused.</exception>
    public override void Apply(SriovHost host, CancellationToken cancellation) => OfedGroupLock.Outlast(
        host.Clock,
        () =>
        {
            host.KernelFiles.Write(Path, Value);
            return true;
        },
        cancellation);
}
