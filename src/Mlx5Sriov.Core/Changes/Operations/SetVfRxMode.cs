using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Changes.Operations;

/// <summary>Turns the promiscuous or all-multicast reception of a VF's net device on or off.</summary>
/// <param name="Link">The VF's net device.</param>
/// <param name="Mode">Which of the two.</param>
/// <param name="State">On or off.</param>
public sealed record SetVfRxMode(string Link, RxMode Mode, OnOff State) : Operation
{
    /// <inheritdoc/>
    public override string Command =>
        $"ip link set dev {Link} {(Mode == RxMode.Promiscuous ? "promisc" : "allmulticast")} {(State == OnOff.On ? "on" : "off")}";

    /// <inheritdoc/>
    /// <exception cref="KernelException">ENODEV: the net device is gone; or the kernel refused.</exception>
    public override void Apply(SriovHost host, CancellationToken cancellation)
    {
        var link = new NetworkLink { Index = NetDeviceIndex.Of(host.Sysfs, Link, Command), Name = Link };
        if (Mode == RxMode.Promiscuous) host.IpLink.SetPromiscuous(link, State);
        else host.IpLink.SetAllMulticast(link, State);
    }
}
