namespace Mlx5Sriov.Kernel.Links;

/// <summary>Network links and the settings of their VFs, as rtnetlink gives them: what <c>ip link</c> drives.</summary>
public interface IIpLink
{
    /// <summary>Reads one link with the settings of all its VFs, without statistics, in one request.</summary>
    /// <param name="name">The net device's name or one of its alternative names.</param>
    /// <returns>The link, or null where no link has that name.</returns>
    /// <exception cref="KernelException">The kernel refused.</exception>
    /// <exception cref="VfListIncompleteException">The kernel's VF list was cut and could not be completed.</exception>
    /// <remarks>Equivalent to: <c>ip -d link show dev NAME</c>.</remarks>
    NetworkLink? Find(string name);

    /// <summary>Reads one link with the settings and the counters of all its VFs; each VF's counters cost a firmware query.</summary>
    /// <param name="name">The net device's name or one of its alternative names.</param>
    /// <returns>The link, or null where no link has that name.</returns>
    /// <exception cref="KernelException">The kernel refused.</exception>
    /// <exception cref="VfListIncompleteException">The kernel's VF list was cut and could not be completed.</exception>
    /// <remarks>Equivalent to: <c>ip -s -d link show dev NAME</c>.</remarks>
    NetworkLink? FindWithStatistics(string name);

    /// <summary>Lists the links of a network namespace, without their VFs.</summary>
    /// <param name="namespacePath">The namespace's file (<c>/run/netns/NAME</c> or <c>/proc/PID/ns/net</c>); null for the caller's own.</param>
    /// <returns>The links; null where that namespace is gone.</returns>
    /// <exception cref="KernelException">The kernel refused: EPERM without CAP_SYS_ADMIN for another namespace.</exception>
    /// <remarks>Equivalent to: <c>ip -n NAME -d link show</c>.</remarks>
    IReadOnlyList<NetworkLink>? List(string? namespacePath = null);

    /// <summary>
    /// Makes one setting of one VF. The kernel applies a request with several settings only in part when one is refused, so each has its own.
    /// </summary>
    /// <param name="link">The physical function's link.</param>
    /// <param name="vf">The VF's index, below the number enabled.</param>
    /// <param name="setting">The setting.</param>
    /// <exception cref="KernelException">EINVAL for a bad index or value, EOPNOTSUPP in switchdev mode, EPERM without the right.</exception>
    /// <remarks>Equivalent to: <c>ip link set dev NAME vf N ...</c>; see <see cref="VfSetting"/>.</remarks>
    void SetVf(NetworkLink link, int vf, VfSetting setting);

    /// <summary>Turns a link's promiscuous mode on or off.</summary>
    /// <param name="link">The link.</param>
    /// <param name="state">On or off.</param>
    /// <exception cref="KernelException">EPERM without CAP_NET_ADMIN.</exception>
    /// <remarks>Equivalent to: <c>ip link set dev NAME promisc on|off</c>.</remarks>
    void SetPromiscuous(NetworkLink link, OnOff state);

    /// <summary>Turns a link's reception of all multicast on or off.</summary>
    /// <param name="link">The link.</param>
    /// <param name="state">On or off.</param>
    /// <exception cref="KernelException">EPERM without CAP_NET_ADMIN.</exception>
    /// <remarks>Equivalent to: <c>ip link set dev NAME allmulticast on|off</c>.</remarks>
    void SetAllMulticast(NetworkLink link, OnOff state);
}
