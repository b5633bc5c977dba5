using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Inventory.Vfs;

namespace Mlx5Sriov.Selection;

/// <summary>A VF by what it is called.</summary>
/// <param name="Pf">Its physical function.</param>
/// <param name="Reader">Reads the physical function's VFs.</param>
/// <param name="Index">Its index.</param>
/// <param name="Names">Its own names: net device, PCI address with and without its domain, RDMA device, representor.</param>
internal sealed record VfPlace(PfSite Pf, VirtualFunctionReader Reader, int Index, IReadOnlyList<string> Names)
{
    /// <summary>The VF as a message names it.</summary>
    public override string ToString() => $"{Pf.Name} vf {Index}";
}
