using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Sysfs;

namespace Mlx5Sriov.Operations;

/// <summary>Makes one setting of one VF through the physical function's link.</summary>
/// <param name="Link">The physical function's net device.</param>
/// <param name="LinkIndex">Its interface index when it was planned; null where an earlier step may give it another.</param>
/// <param name="Vf">The VF's index.</param>
/// <param name="Setting">The setting.</param>
internal sealed record SetVfLink(string Link, int? LinkIndex, int Vf, VfSetting Setting) : Operation
{
    /// <inheritdoc/>
    public override string Command => $"ip link set dev {ShellWord.Quote(Link)} vf {Vf} {Setting}";

    internal override int? VfIndex => Vf;

    /// <inheritdoc/>
    /// <exception cref="RefusedSettingException">The net device is gone.</exception>
    /// <exception cref="KernelException">The kernel refused.</exception>
    public override void Apply(SriovHost host, CancellationToken cancellation) =>
        host.IpLink.SetVf(new NetworkLink { Index = LinkIndex ?? NetDeviceIndex.Of(host.KernelFiles, Link), Name = Link }, Vf, Setting);

    /// <inheritdoc/>
    /// <exception cref="RefusedSettingException">It is the VLAN, and the e-switch is in switchdev mode by now.</exception>
    public override Operation Renewed(SriovHost host)
    {
        if (Setting is VfSetting.Vlan && host.KernelFiles.LinkedFunction($"{SysfsPath.NetDevice(Link)}/device") is { } pf)
            LegacyMode.Require(host, pf, Vf, "a VLAN");
        return this with { LinkIndex = null };
    }
}
