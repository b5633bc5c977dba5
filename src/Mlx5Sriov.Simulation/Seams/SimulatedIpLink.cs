using System.Globalization;

using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Machine;

namespace Mlx5Sriov.Simulation.Seams;

/// <summary>The network links of a simulated host.</summary>
internal sealed class SimulatedIpLink(Gate gate, SimulatedMachine machine) : IIpLink
{
    private NetNamespace Here => machine.Network.Initial;

    /// <inheritdoc/>
    public NetworkLink? Find(string name) => Find(name, $"ip -d link show dev {ShellWord.Quote(name)}", LinkReport.WithVfs);

    /// <inheritdoc/>
    public NetworkLink? FindWithStatistics(string name) => Find(name, $"ip -s -d link show dev {ShellWord.Quote(name)}", LinkReport.WithCounters);

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
        var number = string.Create(CultureInfo.InvariantCulture, $" vf {vf}");
        Change(link, number, setting.ToString()!, device => VfRequest.Apply(device, vf, setting));
    }

    /// <inheritdoc/>
    public void SetPromiscuous(NetworkLink link, OnOff state) =>
        Change(link, "", $"promisc {Word(state)}", device => device.IsPromiscuous = state == OnOff.On);

    /// <inheritdoc/>
    public void SetAllMulticast(NetworkLink link, OnOff state) =>
        Change(link, "", $"allmulticast {Word(state)}", device => device.IsAllMulticast = state == OnOff.On);

    private static string Word(OnOff state) => state == OnOff.On ? "on" : "off";

    private static string ListCommand(string? namespacePath) =>
        namespacePath is null ? "ip -d link show" : $"nsenter --net={ShellWord.Quote(namespacePath)} ip -d link show";

    private NetworkLink? Find(string name, string act, Func<NetDevice, NetworkLink> report)
    {
        var link = gate.Read(name, () => act, () => Here.Find(name) is { } device ? report(device) : null);
        return link is { VfCount: > 0 } && machine.Network.IsVfListTooLong
            ? throw VfListIncompleteException.TooLong(link.Name)
            : link;
    }

    private void Change(NetworkLink link, string vf, string value, Action<NetDevice> change) =>
        gate.Write($"{link.Name}{vf}", $"ip link set dev {ShellWord.Quote(link.Name)}{vf} {value}", value, () =>
        {
            if (!machine.IsRoot) throw new Refusal(Errno.EPERM);
            change(Here.Find(link.Index) ?? throw new Refusal(Errno.ENODEV));
        });
}
