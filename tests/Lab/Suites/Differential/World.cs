using System.Globalization;

using Mlx5Sriov.Inventory;
using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Plans;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Plans.Running;

namespace Mlx5Sriov.Lab;

/// <summary>A port on a host, real or simulated, through the seams: what can be done to it, and how it is then.</summary>
/// <param name="host">The host.</param>
/// <param name="address">The physical function.</param>
/// <param name="settle">Waits for what the kernel does later.</param>
internal sealed class World(SriovHost host, PciAddress address, Action settle)
{
    public SriovHost Host => host;

    public PciAddress Address => address;

    // The device keeps its name; beside it in the function's directory are representors.
    private readonly Lazy<string> _netDevice = new(() => new HostSnapshot(host).Site(address).NetDevice!);

    private string Path => $"/sys/bus/pci/devices/{address}";

    /// <summary>Does something.</summary>
    /// <returns>What came of it: <c>ok</c>, or the error number with the kernel's own words; of what the module refuses itself, why.</returns>
    public string Do(Action<World> act)
    {
        try
        {
            act(this);
            return "ok";
        }
        catch (KernelException refusal)
        {
            return refusal.KernelText is { } text ? $"{refusal.Errno}: {text.TrimEnd('.')}" : $"{refusal.Errno}";
        }
        catch (SriovException refusal)
        {
            return Why(refusal);
        }
        finally
        {
            settle();
        }
    }

    /// <summary>Brings the host to a wish.</summary>
    public void Fulfil(IWish wish) => new PlanRunner(host, TimeSpan.Zero).Run(wish, null, CancellationToken.None);

    /// <summary>Undoes the newest change of the port that can be undone; nothing where there is none.</summary>
    public void UndoNewest()
    {
        var journal = new Journal(host);
        var newest = journal.Ids()
            .Select(id => journal.Read(id)!)
            .LastOrDefault(e => e.Scope.Ports.Contains(address) && e.State is ChangeState.Done or ChangeState.Incomplete);
        if (newest is not null) new PlanRunner(host, TimeSpan.Zero).Undo(newest, isForced: false, agreed: [], CancellationToken.None);
    }

    /// <summary>The kind of a refusal and of what lies behind it. Its text names devices, which differ.</summary>
    private static string Why(SriovException refusal) => refusal switch
    {
        KernelException kernel => $"{kernel.Errno}",
        RefusedSettingException refused => $"{refused.Reason}",
        PlanFailedException { InnerException: SriovException cause } failed => $"PlanFailed, {failed.Residue.Count} left: {Why(cause)}",
        PlanFailedException failed => $"PlanFailed, {failed.Residue.Count} left: {failed.InnerException?.GetType().Name}",
        _ => refusal.GetType().Name,
    };

    /// <summary>
    /// A path: <c>{pf}</c> is the physical function's directory, <c>{vfN}</c> the address of a VF, or where there is none one that no device has.
    /// </summary>
    public string Fill(string text)
    {
        text = text.Replace("{pf}", Path, StringComparison.Ordinal);
        for (var index = 0; text.Contains("{vf", StringComparison.Ordinal); index++)
            text = text.Replace(string.Create(CultureInfo.InvariantCulture, $"{{vf{index}}}"), VfAddress(index) ?? "0000:7f:00.0", StringComparison.Ordinal);
        return text;
    }

    /// <summary>The uplink.</summary>
    public NetworkLink Link() => host.IpLink.Find(_netDevice.Value)!;

    /// <summary>A VF's devlink port, or the handle that it would have.</summary>
    public DevlinkPortHandle Port(int vf) => Ports().TryGetValue(vf, out var port)
        ? port.Handle
        : new DevlinkPortHandle(address, (uint)((address.Function << 16) | (vf + 1)));

    /// <summary>How everything is that can be set, a line each.</summary>
    /// <param name="isWhole">Whether to read every file of OFED's tree, not only those that tell a VF's settings.</param>
    public IReadOnlyList<string> State(bool isWhole)
    {
        var link = Link();
        return
        [
            $"numvfs {Read("sriov_numvfs")} autoprobe {Read("sriov_drivers_autoprobe")}",
            $"eswitch {host.Devlink.Eswitch(address)}",
            $"link counts {link.VfCount}",
            .. link.Vfs.Select(vf => $"link {vf}"),
            .. Enumerable.Range(0, link.Vfs.Count).Select(Function),
            .. Rates(),
            .. Ports().OrderBy(p => p.Key).Select(p => $"port {p.Key} {p.Value.Function}"),
            .. Tree("sriov", isWhole),
        ];
    }

    private string Function(int vf)
    {
        if (VfAddress(vf) is not { } function) return $"function {vf} is not there";
        var path = $"/sys/bus/pci/devices/{function}";
        return $"function {vf} driver {Name(host.KernelFiles.ReadLink($"{path}/driver"))} override {host.KernelFiles.Read($"{path}/driver_override")?.Trim()}";
    }

    private IEnumerable<string> Rates()
    {
        var ports = Ports().ToDictionary(p => p.Value.Handle.Index, p => p.Key);
        return host.Devlink.Rates().Where(r => r.Device == address)
            .Select(r => $"rate {r.NodeName ?? $"vf {ports[r.PortIndex!.Value]}"} share {r.TxShare} max {r.TxMax} parent {r.Parent}")
            .Order(StringComparer.Ordinal);
    }

    private Dictionary<int, DevlinkPort> Ports() => host.Devlink.Ports()
        .Where(p => p.Handle.Device == address && p.Flavour == DevlinkPortFlavour.PciVf)
        .ToDictionary(p => p.VfNumber!.Value);

    /// <summary>The files of a directory and of those below it, but the counters, which run on.</summary>
    private IEnumerable<string> Tree(string directory, bool isWhole) =>
        host.KernelFiles.List($"{Path}/{directory}").Order(StringComparer.Ordinal).SelectMany(name =>
        IsDirectory(name) ? (isWhole || name != "meters" ? Tree($"{directory}/{name}", isWhole) : [])
        : name is "config" or "trunk" or "node" or "page_limit" || (isWhole && name != "stats") ? [$"{directory}/{name}: {Text($"{directory}/{name}")}"]
        : []);

    private static bool IsDirectory(string name) =>
        char.IsAsciiDigit(name[0]) || name is "groups" or "paging_control" or "meters" or "rx" or "tx" or "bps" or "pps";

    private string Text(string file)
    {
        try
        {
            return host.KernelFiles.Read($"{Path}/{file}") ?? "nothing";
        }
        catch (KernelException refusal)
        {
            return $"{refusal.Errno}";
        }
    }

    private string? Read(string file) => host.KernelFiles.Read($"{Path}/{file}")?.Trim();

    private string? VfAddress(int vf) => Name(host.KernelFiles.ReadLink($"{Path}/virtfn{vf}"));

    private static string? Name(string? link) => link is null ? null : System.IO.Path.GetFileName(link);
}
