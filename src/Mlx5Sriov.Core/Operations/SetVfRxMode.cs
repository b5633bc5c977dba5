using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Links;

namespace Mlx5Sriov.Operations;

/// <summary>Turns the promiscuous or all-multicast reception of a VF's net device on or off.</summary>
/// <param name="Link">The VF's net device.</param>
/// <param name="Mode">Which of the two.</param>
/// <param name="State">On or off.</param>
internal sealed record SetVfRxMode(string Link, RxMode Mode, OnOff State) : Operation
{
    /// <inheritdoc/>
    public override string Command =>
        $"ip link set dev {ShellWord.Quote(Link)} {(Mode == RxMode.Promiscuous ? "promisc" : "allmulticast")} {(State == OnOff.On ? "on" : "off")}";

    /// <inheritdoc/>
    /// <exception cref="RefusedSettingException">The net device is gone.</exception>
    /// <exception cref="KernelException">The kernel refused.</exception>
    public override void Apply(SriovHost host, CancellationToken cancellation)
    {
        var link = new NetworkLink { Index = NetDeviceIndex.Of(host.KernelFiles, Link), Name = Link };
        if (Mode == RxMode.Promiscuous) host.IpLink.SetPromiscuous(link, State);
        else host.IpLink.SetAllMulticast(link, State);
    }
}
