using System.Diagnostics;

using Mlx5Sriov.Kernel.Links;

namespace Mlx5Sriov.Lab;

/// <summary>The host's links, which also tell when the last setting of a VF was made.</summary>
internal sealed class TimedIpLink(IIpLink links) : IIpLink
{
    /// <summary>The moment, as <see cref="Stopwatch.GetTimestamp"/> tells it.</summary>
    public long LastSet { get; private set; }

    public NetworkLink? Find(string name) => links.Find(name);

    public NetworkLink? FindWithStatistics(string name) => links.FindWithStatistics(name);

    public IReadOnlyList<NetworkLink>? List(string? namespacePath = null) => links.List(namespacePath);

    public void SetVf(NetworkLink link, int vf, VfSetting setting)
    {
        links.SetVf(link, vf, setting);
        LastSet = Stopwatch.GetTimestamp();
    }

    public void SetPromiscuous(NetworkLink link, OnOff state) => links.SetPromiscuous(link, state);

    public void SetAllMulticast(NetworkLink link, OnOff state) => links.SetAllMulticast(link, state);
}
