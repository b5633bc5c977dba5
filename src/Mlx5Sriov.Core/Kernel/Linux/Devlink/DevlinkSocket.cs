using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Linux.Generic;
using Mlx5Sriov.Kernel.Linux.Netlink;

using static Mlx5Sriov.Kernel.Linux.Devlink.DevlinkHeader;
using static Mlx5Sriov.Kernel.Linux.Netlink.NetlinkHeader;

namespace Mlx5Sriov.Kernel.Linux.Devlink;

/// <summary>devlink over generic netlink, by one socket that is kept open. Safe for several threads.</summary>
internal sealed class DevlinkSocket : IDevlink, IDisposable
{
    private readonly NetlinkConnection _connection = new(NETLINK_GENERIC);
    private int _family;

    public DevlinkInfo? Info(PciAddress device)
    {
        var (end, info) = Get(DEVLINK_CMD_INFO_GET, device, InfoMessage.Parse);
        if (end.Errno == Errno.ENODEV) return null;
        // Older kernels refuse for a driver that tells nothing of itself (net/core/devlink.c, devlink_nl_cmd_info_get_doit); newer ones tell its name.
        if (end.Errno == Errno.EOPNOTSUPP) return new DevlinkInfo();
        return end.IsSuccess ? info : throw end.Refusal($"devlink dev info {DevlinkDevice.Of(device)}");
    }

    public Eswitch? Eswitch(PciAddress device)
    {
        var (end, eswitch) = Get(DEVLINK_CMD_ESWITCH_GET, device, EswitchMessage.Parse);
        if (end.Errno is Errno.ENODEV or Errno.EOPNOTSUPP) return null;
        return end.IsSuccess ? eswitch : throw end.Refusal($"devlink dev eswitch show {DevlinkDevice.Of(device)}");
    }

    public void SetEswitch(PciAddress device, Eswitch wish)
    {
        ArgumentNullException.ThrowIfNull(wish);
        if (wish == new Eswitch()) return;
        var handle = DevlinkDevice.Of(device);
        Execute($"devlink dev eswitch set {handle} {wish}".TrimEnd(), r => r.SetEswitch(handle, wish));
    }

    public IReadOnlyList<DevlinkPort> Ports() => List(DEVLINK_CMD_PORT_GET, PortMessage.Parse, "devlink port show");

    public void SetPortFunction(DevlinkPortHandle port, PortFunction wish)
    {
        ArgumentNullException.ThrowIfNull(wish);
        if (wish == new PortFunction()) return;
        Execute($"devlink port function set {port} {wish}".TrimEnd(), r => r.SetPortFunction(DevlinkDevice.Of(port.Device), port.Index, wish));
    }

    public IReadOnlyList<DevlinkRate> Rates() => List(DEVLINK_CMD_RATE_GET, RateMessage.Parse, "devlink port function rate show");

    public void AddRateNode(PciAddress device, string name, RateLimits limits) => ExecuteNode("add", DEVLINK_CMD_RATE_NEW, device, name, limits);

    public void SetRate(PciAddress device, string name, RateLimits limits)
    {
        if (limits != new RateLimits()) ExecuteNode("set", DEVLINK_CMD_RATE_SET, device, name, limits);
    }

    public void SetRate(DevlinkPortHandle leaf, RateLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (limits == new RateLimits()) return;
        Execute($"devlink port function rate set {leaf} {limits}".TrimEnd(), r => r.SetRateLeaf(DevlinkDevice.Of(leaf.Device), leaf.Index, limits));
    }

    public void DeleteRateNode(PciAddress device, string name) => ExecuteNode("del", DEVLINK_CMD_RATE_DEL, device, name, new RateLimits());

    public void Dispose() => _connection.Dispose();

    private void ExecuteNode(string verb, byte command, PciAddress device, string name, RateLimits limits)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(limits);
        var handle = DevlinkDevice.Of(device);
        Execute($"devlink port function rate {verb} {ShellWord.Node($"{handle}", name)} {limits}".TrimEnd(), r => r.RateNode(command, handle, name, limits));
    }

    private (Acknowledgement End, T? Answer) Get<T>(byte command, PciAddress device, MessageParser<T> parse)
        where T : class
    {
        if (!Request(out var request)) return (new Acknowledgement(Errno.ENODEV), null);
        var end = _connection.Collect(request.Get(command, DevlinkDevice.Of(device)), parse, out var answers);
        return (end, answers.FirstOrDefault());
    }

    private List<T> List<T>(byte command, MessageParser<(DevlinkDevice Device, T Item)> parse, string act)
    {
        if (!Request(out var request)) return [];
        _connection.Collect(request.List(command), parse, out var answers).ThrowIfRefused(act);
        return answers.Where(a => a.Device.IsPci(out _)).Select(a => a.Item).ToList();
    }

    private void Execute(string act, Func<DevlinkRequest, MessageWriter> write)
    {
        if (!Request(out var request)) throw new KernelException(Errno.ENODEV, act, "this kernel has no devlink");
        _connection.Execute(write(request)).ThrowIfRefused(act);
    }

    /// <summary>Asks once for the family's number, which stays while the kernel runs: devlink is no module.</summary>
    /// <returns>Whether this kernel has devlink.</returns>
    private bool Request(out DevlinkRequest request)
    {
        if (_family == 0)
        {
            var end = _connection.Collect(GenericFamily.Get(DEVLINK_GENL_NAME), GenericFamily.Parse, out var family);
            if (end.Errno is not (Errno.ENOENT or Errno.EPROTONOSUPPORT)) end.ThrowIfRefused("devlink dev show");
            _family = family.FirstOrDefault();
        }

        request = new DevlinkRequest((ushort)_family);
        return _family != 0;
    }
}
