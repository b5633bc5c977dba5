using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Operations;

/// <summary>Deletes a devlink rate node; one that is gone already is as wished.</summary>
/// <param name="Pf">The physical function.</param>
/// <param name="Name">The node's name.</param>
internal sealed record DeleteRateNode(PciAddress Pf, string Name) : Operation
{
    /// <inheritdoc/>
    public override string Command => $"devlink port function rate del {ShellWord.Node($"pci/{Pf}", Name)}";

    /// <inheritdoc/>
    public override void Apply(SriovHost host, CancellationToken cancellation)
    {
        try
        {
            host.Devlink.DeleteRateNode(Pf, Name);
        }
        catch (KernelException gone) when (gone.Errno == Errno.ENODEV)
        {
            // Undoing a change that died before it had made the node.
        }
        catch (KernelException refusal)
        {
            throw refusal.Of(KernelAct.DeleteRateNode);
        }
    }
}
