namespace Mlx5Sriov.Lab;

/// <summary>Get-MlxPf beside ip, devlink and cat, with the driver bound, unbound from one port, and not loaded.</summary>
internal sealed class PhysicalFunctions : Suite
{
    public override string Name => "cmdlets-pf";

    public override void Run(GuestMachine guest, Tally tally)
    {
        GuestMachine.LoadDriver("ofed=1");
        tally.Act("names, VFs, modes");
        Bash.Do($"""
            set -e; ip link set {guest.First.NetDevice} up; ip link property add dev {guest.First.NetDevice} altname enp1s0f0np0
            echo 2 > {guest.First.Path}/sriov_numvfs; echo 0 > {guest.Second.Path}/sriov_drivers_autoprobe
            devlink dev eswitch set pci/{guest.Second.Address} mode switchdev encap-mode none
            """);
        GuestPort[] ports = [guest.First, guest.Second, guest.Many];
        var told = guest.Module.All<PhysicalFunction>("Get-MlxPf");
        tally.Same("ports", string.Join(' ', ports.Select(p => p.Address)), string.Join(' ', told.Select(p => p.PciAddress)));
        foreach (var (port, pf) in ports.Zip(told)) Check(tally, port, pf);
        foreach (var name in new[] { guest.First.NetDevice, "enp1s0f0np0", "01:00.0", "mlx5_0" })
            tally.Same($"Get-MlxPf {name}", guest.First.Address, $"{guest.Module.Do($"(Get-MlxPf {name}).PciAddress").Single()}");

        tally.Act("unbind");
        Bash.Do($"echo {guest.Second.Address} > /sys/bus/pci/drivers/mlx5_core/unbind");
        tally.Same("driver", "", $"{guest.Module.Do("(Get-MlxPf 01:00.1).Driver").SingleOrDefault()}");
        tally.Act("Get-MlxVf 01:00.1");
        tally.Same("errors", 1, guest.Module.Run("Get-MlxVf 01:00.1").Errors.Count);
        tally.Same("VFs of the other", 2, guest.Module.Do("Get-MlxVf 01:00.0").Count);

        tally.Act("rmmod mlx5_core");
        Bash.Do("rmmod mlx5_core");
        tally.Same("drivers", "", string.Concat(guest.Module.Do("(Get-MlxPf).Driver")));
    }

    private static void Check(Tally tally, GuestPort port, PhysicalFunction pf)
    {
        var link = IpTool.Link(port.NetDevice);
        var info = DevlinkTool.Show($"dev info pci/{port.Address}").Single().Value!;
        var eswitch = DevlinkTool.Show($"dev eswitch show pci/{port.Address}").Single().Value!;
        string Cat(string file) => Bash.Run($"cat {port.Path}/{file} 2>/dev/null").Output.Trim();

        tally.Same("Name", (string?)link["ifname"], pf.Name);
        tally.Same("AltNames", string.Join(' ', (link["altnames"]?.AsArray() ?? []).Select(n => (string?)n)), string.Join(' ', pf.AltNames));
        tally.Same("LinkLayer", (string?)link["link_type"] == "ether" ? LinkLayer.Ethernet : LinkLayer.InfiniBand, pf.LinkLayer);
        tally.Same("Psid", (string?)info["versions"]!["fixed"]!["fw.psid"], pf.Psid);
        tally.Same("FirmwareRunning", (string?)info["versions"]!["running"]!["fw.version"], pf.FirmwareRunning);
        tally.Same("FirmwareStored", (string?)info["versions"]!["stored"]!["fw.version"], pf.FirmwareStored);
        tally.Same("Driver", (string?)info["driver"], pf.Driver);
        tally.Same("EswitchMode", (string?)eswitch["mode"], $"{pf.EswitchMode}".ToLowerInvariant());
        tally.Same("InlineMode", (string?)eswitch["inline-mode"], $"{pf.InlineMode}".ToLowerInvariant());
        tally.Same("EncapMode", (string?)eswitch["encap-mode"], $"{pf.EncapMode}".ToLowerInvariant());
        tally.Same("TotalVfs", Cat("sriov_totalvfs"), $"{pf.TotalVfs}");
        tally.Same("NumVfs", Cat("sriov_numvfs"), $"{pf.NumVfs}");
        tally.Same("AutoProbe", Cat("sriov_drivers_autoprobe"), pf.AutoProbe == OnOff.On ? "1" : "0");
        tally.Same("RdmaDevice", Bash.Do($"ls {port.Path}/infiniband").Trim(), pf.RdmaDevice);
        tally.Same("Dialect", DriverDialect.Ofed, pf.Dialect);
        tally.Same("LinkSpeed", Cat($"net/{port.NetDevice}/speed"), pf.LinkSpeed is { } speed ? $"{speed.WholeMegabits}" : "");
        tally.Same("NumaNode", Cat("numa_node"), $"{pf.NumaNode ?? -1}");
    }
}
