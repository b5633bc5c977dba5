using Mlx5Sriov.Kernel;
using Mlx5Sriov.Ofed;

namespace Mlx5Sriov.Operations;

/// <summary>Makes one setting of one VF through its folder in the OFED driver's <c>sriov</c> tree.</summary>
/// <param name="Pf">The physical function.</param>
/// <param name="Vf">The VF's index.</param>
/// <param name="File">The attribute: <c>vlan</c>.</param>
/// <param name="Value">The text.</param>
internal sealed record WriteVfFile(PciAddress Pf, int Vf, string File, string Value) : Operation
{
    /// <summary>The attribute that holds the trunk.</summary>
    internal const string Trunk = "trunk";

    /// <summary>The attribute that holds the VST VLAN.</summary>
    internal const string Vlan = "vlan";

    /// <inheritdoc/>
    public override string Command => $"echo {ShellWord.Words(Value)} > {ShellWord.Quote(Path)}";

    internal override int? VfIndex => Vf;

    private string Path => $"{OfedTree.Vf(Pf, Vf)}/{File}";

    /// <inheritdoc/>
    /// <exception cref="KernelException">The kernel refused.</exception>
    public override void Apply(SriovHost host, CancellationToken cancellation) => host.KernelFiles.Write(Path, Value);

    /// <inheritdoc/>
    /// <exception cref="RefusedSettingException">It is the trunk or the VLAN, and the e-switch is in switchdev mode by now.</exception>
    public override Operation Renewed(SriovHost host)
    {
        if (File is Trunk or Vlan) LegacyMode.Require(host, Pf, Vf, File == Trunk ? "a trunk" : "a VLAN");
        return this;
    }
}
