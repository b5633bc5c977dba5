using System.Globalization;

using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Simulation;

/// <summary>The network links of a simulated host.</summary>
internal sealed class SimulatedIpLink(Gate gate, SimulatedMachine machine) : IIpLink
{
    private NetNamespace Here => machine.Network.Initial;

    /// <inheritdoc/>
    public NetworkLink? Find(string name) => Find(name, $"ip -d link show dev {name}", LinkReport.WithVfs);

    /// <inheritdoc/>
    public NetworkLink? FindWithStatistics(string name) => Find(name, $"ip -s -d link show dev {name}", LinkReport.WithCounters);

    /// <inheritdoc/>
    public IReadOnlyList<NetworkLink>? List(string? namespacePath = null) => gate.Read(namespacePath ?? "", () => ListCommand(namespacePath), () =>
    {
        if (namespacePath is not null && !machine.IsRoot) throw new Refusal(Errno.EPERM);
        var space = namespacePath is null ? Here : machine.Network.Find(namespacePath, machine.Processes);
        return space?.Devices.Select(d => LinkReport.Of(d)).ToList();
    });

    /// <inheritdoc/>
    public void SetVf(NetworkLink link, int vf, VfSetting setting)
    {
        ArgumentNullException.ThrowIfNull(link);
        ArgumentNullException.ThrowIfNull(setting);
        var target = string.Create(CultureInfo.InvariantCulture, $"{link.Name} vf {vf}");
        Change(target, setting.ToString()!, link, device => VfRequest.Apply(device, vf, setting));
    }

    /// <inheritdoc/>
    public void SetPromiscuous(NetworkLink link, OnOff state) =>
        Change(link.Name, $"promisc {Word(state)}", link, device => device.IsPromiscuous = state == OnOff.On);

    /// <inheritdoc/>
    public void SetAllMulticast(NetworkLink link, OnOff state) =>
        Change(link.Name, $"allmulticast {Word(state)}", link, device => device.IsAllMulticast = state == OnOff.On);

    private static string Word(OnOff state) => state == OnOff.On ? "on" : "off";

    private static string ListCommand(string? namespacePath) =>
        namespacePath is null ? "ip -d link show" : $"nsenter --net={namespacePath} ip -d link show";

    private NetworkLink? Find(string name, string act, Func<NetDevice, NetworkLink> report) =>
        gate.Read(name, () => act, () => Here.Find(name) is { } device ? report(device) : null);

    private void Change(string target, string value, NetworkLink link, Action<NetDevice> change) =>
        gate.Write(target, $"ip link set dev {target} {value}", value, () =>
        {
            if (!machine.IsRoot) throw new Refusal(Errno.EPERM);
            change(Here.Find(link.Index) ?? throw new Refusal(Errno.ENODEV));
        });
}
