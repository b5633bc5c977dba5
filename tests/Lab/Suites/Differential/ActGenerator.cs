using System.Globalization;

using Mlx5Sriov.Kernel.Devlink;
using Mlx5Sriov.Kernel.Links;

namespace Mlx5Sriov.Lab;

/// <summary>Makes acts up: mostly such as succeed, often such as are refused.</summary>
/// <param name="seed">The same acts for the same seed.</param>
/// <param name="isOfed">Whether OFED's files are there to write to.</param>
internal sealed class ActGenerator(int seed, bool isOfed)
{
    private static readonly string[] s_nodes = ["gold", "silver", "17"];

    private readonly Random _random = new(seed);
    private WishGenerator? _wishes;

    /// <summary>The next act.</summary>
    public GeneratedAct Next() => _random.Next(100) switch
    {
        < 6 => Count(),
        < 8 => Write("{pf}/sriov_drivers_autoprobe", Pick("0", "1", "y", "N", "on", "2", "")),
        < 18 => Binding(),
        < 40 => Setting(),
        < 46 => Mode(),
        < 54 => Node(),
        < 60 => Leaf(),
        < 66 => Function(),
        < 78 => (_wishes ??= new(_random, isOfed)).Next(),
        _ when isOfed => File(),
        _ => Setting(),
    };

    private GeneratedAct Count() => _random.Next(6) > 0 || !isOfed
        ? Write("{pf}/sriov_numvfs", Pick("0", "2", "3", "4", "3", "0x3", "03", "128", "65536", "-1", "x", "", " 2", "2 "))
        : Write("{pf}/mlx5_num_vfs", Pick("0", "2", "3", "4", "200", "-1", "x"));

    private GeneratedAct Binding() => _random.Next(4) switch
    {
        0 => Write($"/sys/bus/pci/devices/{VfName()}/driver_override", Pick("vfio-pci", "", "nothing", "mlx5_core")),
        1 => Write($"/sys/bus/pci/drivers/{Driver()}/unbind", VfName()),
        2 => Write($"/sys/bus/pci/drivers/{Driver()}/bind", VfName()),
        _ => Write("/sys/bus/pci/drivers_probe", VfName()),
    };

    private GeneratedAct Setting()
    {
        var vf = Vf();
        VfSetting setting = _random.Next(7) switch
        {
            0 => new VfSetting.Mac(MacAddress.Parse(Mac())),
            1 or 2 => new VfSetting.Vlan(Pick(0, 0, 1, 100, 4094, 4095), Pick(0, 0, 3, 7), Pick(VlanProtocol.Dot1Q, VlanProtocol.Dot1Q, VlanProtocol.Dot1Ad)),
            3 => new VfSetting.Rate(Bandwidth.FromMegabits(Pick(0, 0, 100, 2000)), Bandwidth.FromMegabits(Pick(0, 1000, 5000, 300_000))),
            4 => new VfSetting.SpoofCheck(Switch()),
            5 => new VfSetting.Trust(Switch()),
            _ => new VfSetting.LinkState(Pick(VfLinkState.Auto, VfLinkState.Enable, VfLinkState.Disable)),
        };
        if (_random.Next(25) == 0) setting = new VfSetting.NodeGuid(new InfinibandGuid(0x11));
        return new GeneratedAct($"ip link set vf {vf} {setting}", world => world.Host.IpLink.SetVf(world.Link(), vf, setting));
    }

    private GeneratedAct Mode()
    {
        var wish = _random.Next(8) switch
        {
            < 6 => new Eswitch { Mode = Pick(EswitchMode.Switchdev, EswitchMode.Legacy) },
            6 => new Eswitch { EncapMode = Pick(EswitchEncapMode.None, EswitchEncapMode.Basic) },
            _ => new Eswitch { InlineMode = Pick(EswitchInlineMode.None, EswitchInlineMode.Link, EswitchInlineMode.Transport) },
        };
        return new GeneratedAct($"devlink dev eswitch set {wish}", world => world.Host.Devlink.SetEswitch(world.Address, wish));
    }

    private GeneratedAct Node()
    {
        var (name, limits) = (Pick(s_nodes), Limits(isLeaf: false));
        return _random.Next(4) switch
        {
            0 => new GeneratedAct($"devlink port function rate del {name}", world => world.Host.Devlink.DeleteRateNode(world.Address, name)),
            1 => new GeneratedAct($"devlink port function rate set {name} {limits}", world => world.Host.Devlink.SetRate(world.Address, name, limits)),
            _ => new GeneratedAct($"devlink port function rate add {name} {limits}", world => world.Host.Devlink.AddRateNode(world.Address, name, limits)),
        };
    }

    private GeneratedAct Leaf()
    {
        var (vf, limits) = (Vf(), Limits(isLeaf: true));
        return new GeneratedAct($"devlink port function rate set vf {vf} {limits}", world => world.Host.Devlink.SetRate(world.Port(vf), limits));
    }

    private RateLimits Limits(bool isLeaf) => new()
    {
        TxShare = Pick<Bandwidth?>(null, null, Bandwidth.Zero, Bandwidth.FromMegabits(100), Bandwidth.FromBits(1_000_008)),
        TxMax = Pick<Bandwidth?>(null, Bandwidth.FromMegabits(5000), Bandwidth.FromMegabits(200_000), Bandwidth.FromMegabits(200_001)),
        Parent = Pick([null, null, null, .. isLeaf || isOfed ? ["gold", "silver", "", "nobody"] : Array.Empty<string?>()]),
    };

    private GeneratedAct Function()
    {
        var vf = Vf();
        var wish = _random.Next(4) switch
        {
            0 => new PortFunction { HardwareAddress = MacAddress.Parse(Mac()) },
            1 => new PortFunction { Roce = Switch() },
            2 => new PortFunction { Migratable = Switch() },
            _ => new PortFunction { MaxIoEventQueues = Pick(0u, 8u, 32u) },
        };
        return new GeneratedAct($"devlink port function set vf {vf} {wish}", world => world.Host.Devlink.SetPortFunction(world.Port(vf), wish));
    }

    private GeneratedAct File()
    {
        var rate = Pick("0", "100", "5000", "4294967295", "4294967296", "12x", "-1", "", " 7", "+7");
        var group = Pick("1", "2", "17");
        return _random.Next(13) switch
        {
            0 => OfVf("mac", Mac(), "2:0:0:0:0:7", "102:00:00:00:00:08", "02-00-00-00-00-01", "02:00:00:00:00", "02:00:00:00:00:09 x", "random", ""),
            1 or 2 => OfVf("vlan",
                "0:0", "100:3", "100:3:802.1ad", "100:3:802.1Q", "100:3:802.1x", "5:1:foo", "10",
                "4096:0", "65546:1", "7:8", "7:264", "0:5", " 9:1", "9: 1", "9 :1", "x"),
            3 => OfVf("spoofcheck", "ON", "OFF", "on", "ON ", "1", ""),
            4 => OfVf("trust", "ON", "OFF", "Off", "ONx", ""),
            5 => OfVf("link_state", "Up", "Down", "Follow", "up", "auto", ""),
            6 => OfVf("max_tx_rate", rate),
            7 => OfVf("min_tx_rate", rate),
            8 => OfVf("trunk",
                "add 4 15", "add 17 17", "rem 0 4095", "rem 4 8", "add 0 4095", "add 15 4", "add 4 4096",
                "<add> 4 5", "add 4", "add 4 5 6", "addx 4 5", " add 1 2", "add 70000 70001", ""),
            9 => OfVf("group", "0", "1", "2", "17", "255", "256", "1x", "x", "", "-1"),
            10 => Write($"{{pf}}/sriov/groups/{group}/{Pick("max_tx_rate", "min_tx_rate", "config")}", rate),
            11 => OfVf("node", "00:11:22:33:44:55:1:0", "00:11:22:33:44:55:66:77", "0:1:2:3:4:5:6", "001:1:2:3:4:5:6:7", "x"),
            _ => OfVf(
                Pick(
                    "config", "stats", "paging_control/num_pages", "meters/rx/bps/bytes_dropped",
                    "paging_control/page_limit", "meters/tx/pps/rate"),
                rate),
        };
    }

    private GeneratedAct OfVf(string file, params string[] texts) => Write($"{{pf}}/sriov/{Vf()}/{file}", Pick(texts));

    private static GeneratedAct Write(string path, string text) =>
        new($"echo '{text}' > {path}", world => world.Host.KernelFiles.Write(world.Fill(path), world.Fill(text)));

    private string Mac() => Pick("02:00:00:00:00:01", "02:00:00:00:00:02", "00:00:00:00:00:00", "01:00:00:00:00:01", "ff:ff:ff:ff:ff:ff");

    /// <summary>Mostly a VF that may be enabled.</summary>
    private int Vf() => _random.Next(12) == 0 ? 9 : _random.Next(4);

    private string VfName() => string.Create(CultureInfo.InvariantCulture, $"{{vf{_random.Next(4)}}}");

    private string Driver() => Pick("mlx5_core", "mlx5_core", "vfio-pci");

    private OnOff Switch() => Pick(OnOff.On, OnOff.Off);

    private T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];
}
