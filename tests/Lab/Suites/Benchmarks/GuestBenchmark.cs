using System.Globalization;
using System.Text;
using System.Text.Json;

using Mlx5Sriov.Inventory;
using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Linux;
using Mlx5Sriov.Plans.Running;

namespace Mlx5Sriov.Lab;

/// <summary>
/// Measures the module beside other programs over 127 VFs: the library, the cmdlets in a warm session, a C probe that sends the same messages, ip, and
/// pyroute2. Nothing here passes or fails by its time; what is set is checked.
/// </summary>
internal sealed class GuestBenchmark : IDisposable
{
    private const int VfCount = 127;
    private const string Disk = "/bench";

    private readonly GuestMachine _guest;
    private readonly int _rounds;
    private readonly SriovHost _host = LinuxHost.Create();
    private readonly PciAddress _pf;
    private readonly string _device;
    private readonly Coprocess _probe;
    private readonly Coprocess _python;

    private GuestBenchmark(GuestMachine guest, int rounds)
    {
        (_guest, _rounds) = (guest, rounds);
        // The journals go to a disk, whose flushes take their time as on any machine.
        Bash.Do($"modprobe -a virtio_blk ext4 && mkdir -p {Disk} /var/lib/mlx5sriov/journal && mount /dev/vda {Disk} "
            + $"&& mount --bind {Disk}/journal /var/lib/mlx5sriov/journal");
        GuestMachine.LoadDriver("");
        GuestMachine.Enable(guest.Many, VfCount);
        (_pf, _device) = (PciAddress.Parse(guest.Many.Address), guest.Many.NetDevice);
        _probe = new Coprocess($"{Disk}/probe", []);
        var script = $"import sys; sys.path.append('{Disk}/usr/lib/python3/dist-packages'); exec(open('{Disk}/pyroute.py').read())";
        _python = new Coprocess($"{Disk}/usr/bin/python3", ["-I", "-c", script], new Dictionary<string, string>
        {
            ["LD_LIBRARY_PATH"] = $"{Disk}/usr/lib/x86_64-linux-gnu:{Disk}/lib/x86_64-linux-gnu",
            ["PYTHONHOME"] = $"{Disk}/usr",
        });
    }

    /// <summary>Measures everything in so many rounds, and writes the tables into a folder.</summary>
    public static void Run(string module, string results, int rounds)
    {
        using var guest = new GuestMachine(module);
        using var benchmark = new GuestBenchmark(guest, rounds);
        var text = new StringBuilder();
        text.AppendLine().Append(BenchmarkMachine.Describe(rounds));
        foreach (var part in benchmark.Parts()) text.AppendLine().Append(part());
        File.WriteAllText(Path.Combine(results, "guest.md"), text.AppendLine().ToString());
        File.WriteAllText(Path.Combine(results, "summary"), "");
    }

    public void Dispose()
    {
        _probe.Dispose();
        _python.Dispose();
    }

    private IEnumerable<Func<string>> Parts() =>
    [
        ListSettings,
        ListAll,
        () => Set(Settings.One),
        () => Set(Settings.Five),
        () => SetAgain(Settings.One),
        () => SetAgain(Settings.Five),
        () => new PlanParts(_host, _pf, VfCount, Start, _rounds).Measure(),
    ];

    private string ListSettings() => new Contest($"List the settings of {VfCount} VFs",
    [
        Probe($"list {_device}") with { Name = "C probe: RTM_GETLINK, decoded", IsFloor = true },
        Contender.Here("library: the same settings", () => Expect(Read(settingsOnly: true))),
        Cmdlet($"Get-MlxVf {_device}") with { Name = $"`Get-MlxVf {_device}`, which tells more (next table)", IsCmdlet = true },
        Python($"list {_device}") with { Name = "pyroute2: `IPRoute.link('get')`, decoded" },
        new Contender("`ip -j -d link show dev`, started by the C probe, output not parsed", () => _probe.Do($"run ip -j -d link show dev {_device}")),
        Contender.Here("`ip -j -d link show dev`, started here, parsed by System.Text.Json", () => Expect(ShowAndParse())),
    ], _rounds).Run();

    private string ListAll() => new Contest(
        $"List all that Get-MlxVf tells of {VfCount} VFs: settings, address, net device, driver, IOMMU group, NUMA node, holder",
    [
        Probe($"survey {_device} {_pf}") with { Name = "C probe: RTM_GETLINK, and the same files and links of sysfs", IsFloor = true },
        Contender.Here("library", () => Expect(Read(settingsOnly: false))),
        Cmdlet($"Get-MlxVf {_device}") with { IsCmdlet = true },
    ], _rounds).Run();

    private string Set(Settings settings)
    {
        var messages = VfCount * settings.Attributes;
        var batch = Path.GetTempFileName();
        File.WriteAllText(batch, settings.Batch(_device, VfCount));
        return new Contest($"Set {settings.Title} of {VfCount} VFs", [.. Floor(), .. Ours(settings), .. Others()], _rounds)
        {
            Prepare = Start,
            Check = way => CheckSet(way, settings),
        }.Run();

        IEnumerable<Contender> Floor()
        {
            yield return Probe($"set {_device} {VfCount} {settings.Name} on", messages) with
            {
                Name = $"C probe: the same {messages} messages",
                IsFloor = true,
            };
            yield return Probe($"job {_device} {VfCount} {settings.Name} on {JournalSize(settings)}", messages) with
            {
                Name = "C probe: these, the settings read before and after, and as long a journal flushed to the disk",
            };
            if (settings.Attributes > 1)
                yield return Probe($"join {_device} {VfCount} {settings.Name} on") with { Name = $"C probe: {VfCount} messages, as `ip` sends them" };
        }

        IEnumerable<Contender> Others() =>
        [
            Python($"join {_device} {VfCount} {settings.Name} on") with { Name = $"pyroute2: {VfCount} x `IPRoute.link('set')`" },
            new Contender("`ip -batch`", () => _probe.Do($"run ip -batch {batch}")),
            Probe($"runs {_device} {VfCount} {settings.Name} on") with { Name = $"{VfCount} x `ip link set`, each started by the C probe" },
        ];
    }

    private string SetAgain(Settings settings)
    {
        Start();
        _probe.Do($"set {_device} {VfCount} {settings.Name} on");
        return new Contest($"Set {settings.Title} of {VfCount} VFs that have them already",
        [
            Probe($"list {_device}") with { Name = "C probe: listing the settings", IsFloor = true },
            .. Ours(settings),
            Cmdlet($"Get-MlxVf {_device}") with { Name = $"for comparison: `Get-MlxVf {_device}`" },
        ], _rounds)
        {
            Check = way => CheckSet(way, settings),
        }.Run();
    }

    private IEnumerable<Contender> Ours(Settings settings)
    {
        var wish = PlanParts.Wish(_pf, VfCount, settings);
        return
        [
            Contender.Here("library", () => new PlanRunner(_host, TimeSpan.Zero).Run(wish, null, CancellationToken.None)),
            Cmdlet($"Set-MlxVf {_device} 0-{VfCount - 1} {settings.Parameters}", 0) with { Name = "`Set-MlxVf DEVICE 0-126 ...`", IsCmdlet = true },
            Cmdlet($"Get-MlxVf {_device} | Set-MlxVf {settings.Parameters}", 0) with { Name = "`Get-MlxVf DEVICE \\| Set-MlxVf ...`" },
        ];
    }

    private Contender Probe(string command, int? expected = VfCount) => new(command, () => _probe.Do(command, expected));

    private Contender Python(string command) => new(command, () => _python.Do(command, VfCount));

    private Contender Cmdlet(string script, int objects = VfCount) => Contender.Here($"`{script}`", () =>
    {
        if (_guest.Module.Do(script).Count is var count && count != objects) throw new InvalidOperationException($"'{script}' emitted {count} objects");
    });

    // How long the module's journal of such a change is.
    private long JournalSize(Settings settings)
    {
        Start();
        new PlanRunner(_host, TimeSpan.Zero).Run(PlanParts.Wish(_pf, VfCount, settings), null, CancellationToken.None);
        return new DirectoryInfo($"{Disk}/journal").GetFiles("*.jsonl").MaxBy(f => f.Name, StringComparer.Ordinal)!.Length;
    }

    private int Read(bool settingsOnly)
    {
        var snapshot = new HostSnapshot(_host);
        var vfs = snapshot.OpenVfs(snapshot.Site(_pf));
        for (var index = 0; index < vfs.Count; index++) _ = settingsOnly ? vfs.ReadSettings(index) : vfs.Read(index);
        return vfs.Count;
    }

    private int ShowAndParse()
    {
        using var json = JsonDocument.Parse(Bash.Program("ip", "-j", "-d", "link", "show", "dev", _device));
        return json.RootElement[0].GetProperty("vfinfo_list").GetArrayLength();
    }

    private static void Expect(int count)
    {
        if (count != VfCount) throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{count} VFs instead of {VfCount}"));
    }

    // As new VFs are.
    private void Start() => _probe.Do($"set {_device} {VfCount} five off");

    private void CheckSet(string way, Settings settings)
    {
        var vfs = _host.IpLink.Find(_device)!.Vfs;
        var wished = settings.Effect(new VfState { Index = 0 });
        if (vfs.Count != VfCount || vfs.Any(vf => (vf.Trust == OnOff.On, vf.VlanId, vf.Qos, vf.SpoofCheck == OnOff.On, vf.MaxTxRate?.WholeMegabits)
            != (wished.Trust, wished.VlanId, wished.Qos, wished.SpoofCheck, wished.MaxTxRate)))
            throw new InvalidOperationException($"{way} did not set what it should.");
    }
}
