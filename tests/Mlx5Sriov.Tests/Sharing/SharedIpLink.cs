using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Operations;

namespace Mlx5Sriov.Tests.Sharing;

/// <summary>The links of a shared host.</summary>
internal sealed class SharedIpLink(SharedHost host) : IIpLink
{
    public NetworkLink? Find(string name) => host.Read(own => own.IpLink.Find(name));

    public NetworkLink? FindWithStatistics(string name) => host.Read(own => own.IpLink.FindWithStatistics(name));

    public IReadOnlyList<NetworkLink>? List(string? namespacePath = null) => host.Read(own => own.IpLink.List(namespacePath));

    public void SetVf(NetworkLink link, int vf, VfSetting setting) => host.Write(new SetVfLink(link.Name, link.Index, vf, setting));

    public void SetPromiscuous(NetworkLink link, OnOff state) => throw new NotSupportedException();

    public void SetAllMulticast(NetworkLink link, OnOff state) => throw new NotSupportedException();
}
