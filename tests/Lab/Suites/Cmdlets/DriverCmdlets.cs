namespace Mlx5Sriov.Lab;

/// <summary>Set-MlxVfDriver, Reset-MlxVf and Set-MlxVfRxMode.</summary>
internal sealed class DriverCmdlets : Suite
{
    private const int VfCount = 3;

    public override string Name => "cmdlets-vf";

    public override void Run(GuestMachine guest, Tally tally)
    {
        GuestMachine.LoadDriver("ofed=1");
        GuestMachine.Enable(guest.First, VfCount);
        var (port, acts) = (guest.First, new CmdletActs(guest, guest.First, tally));
        Bash.Do($"ip link set {acts.Pf} up; modprobe -r vfio-pci 2>/dev/null; true");
        Drivers(acts, tally, port);
        RxModes(acts, tally, port);
        Resets(acts, tally, port);
        Switchdev(guest, tally);
    }

    private static void Drivers(CmdletActs acts, Tally tally, GuestPort port)
    {
        var (pf, vf, start) = (acts.Pf, port.Vf(1), PortReading.Of(port));

        // vfio-pci's module is loaded on the way.
        tally.Same("module", false, Directory.Exists("/sys/module/vfio_pci"));
        acts.Twice($"Set-MlxVfDriver {pf} 1 -Driver vfio-pci");
        tally.Same("driver", "vfio-pci vfio-pci", $"{Driver(port, 1)} {File.ReadAllText($"{port.Path}/virtfn1/driver_override").Trim()}");
        tally.Same("Get-MlxVf", "vfio-pci", acts.Told($"(Get-MlxVf {pf} 1).Driver"));
        acts.Twice($"Set-MlxVfDriver {pf} 1 -Driver mlx5_core");
        tally.Same("driver", "mlx5_core", Driver(port, 1));
        acts.Twice($"Set-MlxVfDriver -Name {vf} -Driver None");
        tally.Same("driver", null, Driver(port, 1));
        acts.Twice($"Get-MlxVf {pf} | Set-MlxVfDriver -Driver vfio-pci");
        for (var n = 0; n < VfCount; n++) tally.Same("driver", "vfio-pci", Driver(port, n));
        acts.Cmdlet("Undo-MlxChange; Undo-MlxChange; Undo-MlxChange");
        acts.Undo(start);

        // The same done by hand is read as it is, and is nothing to do.
        acts.Tool($"echo {vf} > /sys/bus/pci/drivers/mlx5_core/unbind");
        acts.Idle($"Set-MlxVfDriver {pf} 1 -Driver None");
        tally.Same("Get-MlxVf", "", acts.Told($"(Get-MlxVf {pf} 1).Driver"));
        acts.Tool($"echo vfio-pci > /sys/bus/pci/devices/{vf}/driver_override; echo {vf} > /sys/bus/pci/drivers_probe");
        acts.Idle($"Set-MlxVfDriver {pf} 1 -Driver vfio-pci");
        acts.Tool($"""
            echo {vf} > /sys/bus/pci/drivers/vfio-pci/unbind; echo > /sys/bus/pci/devices/{vf}/driver_override
            echo {vf} > /sys/bus/pci/drivers/mlx5_core/bind
            """);
        acts.Idle($"Set-MlxVfDriver {pf} 1 -Driver mlx5_core");

        // A module that this kernel does not have.
        tally.Act($"Set-MlxVfDriver {pf} 1 -Driver mlx5_vfio_pci");
        tally.Same("error", "ModuleNotLoaded", acts.ErrorOf($"Set-MlxVfDriver {pf} 1 -Driver mlx5_vfio_pci"));
        tally.SameLines("state after it was put back", start, PortReading.Of(port));
    }

    private static void RxModes(CmdletActs acts, Tally tally, GuestPort port)
    {
        var (pf, device) = (acts.Pf, Path.GetFileName(Directory.EnumerateDirectories($"{port.Path}/virtfn0/net").Single()));
        Bash.Do($"ip link set {device} up");
        acts.Refused($"Set-MlxVfRxMode {pf} 0 -Promiscuous On", "NotTrusted");
        acts.Tool($"ip link set {pf} vf 0 trust on");
        foreach (var (parameter, flag, word) in new[] { ("Promiscuous", "PROMISC", "promisc"), ("AllMulticast", "ALLMULTI", "allmulticast") })
        {
            acts.Twice($"Set-MlxVfRxMode {pf} 0 -{parameter} On");
            tally.Same(flag, true, Has(device, flag));
            acts.Twice($"Set-MlxVfRxMode {pf} 0 -{parameter} Off");
            tally.Same(flag, false, Has(device, flag));
            acts.Cmdlet("Undo-MlxChange");
            tally.Same($"{flag} after the undo", true, Has(device, flag));
            acts.Tool($"ip link set {device} {word} off");
            acts.Idle($"Set-MlxVfRxMode {pf} 0 -{parameter} Off");
            acts.Tool($"ip link set {device} {word} on");
            acts.Idle($"Set-MlxVfRxMode {pf} 0 -{parameter} On");
            acts.Tool($"ip link set {device} {word} off");
        }

        acts.Tool($"ip link set {pf} vf 0 trust off");
    }

    private static void Resets(CmdletActs acts, Tally tally, GuestPort port)
    {
        var (pf, fresh) = (acts.Pf, PortReading.Of(port));
        var set = acts.Tool($"""
            ip link set {pf} vf 0 mac 02:00:00:00:42:00 spoofchk on trust on vlan 7 qos 2 state disable; ip link set {pf} vf 0 max_tx_rate 500 min_tx_rate 20
            echo add 5 9 > {port.Path}/sriov/1/trunk; echo 9 > {port.Path}/sriov/1/group; echo 700 > {port.Path}/sriov/groups/9/max_tx_rate
            """);
        acts.Twice($"Reset-MlxVf {pf} 0,1");
        string[] asNew = [.. Enumerable.Range(0, VfCount).Select(n => $"{new VfState { Index = n }}")];
        tally.SameLines("VFs by ip", asNew, [.. IpTool.Vfs(pf).Select(vf => $"{vf}")]);
        tally.SameLines("VFs by config", asNew, [.. OfedFiles.Vfs(port, VfCount).Select(vf => $"{vf}")]);
        tally.Same("trunk", "", File.ReadAllText($"{port.Path}/sriov/1/trunk"));
        tally.Same("groups", 0, Directory.GetDirectories($"{port.Path}/sriov/groups").Length);
        acts.Undo(set);
        acts.Cmdlet($"Reset-MlxVf {pf} 0-2 -Rebind");
        tally.SameLines("VFs as new ones", fresh, PortReading.Of(port));
    }

    private static void Switchdev(GuestMachine guest, Tally tally)
    {
        var (port, acts) = (guest.Second, new CmdletActs(guest, guest.Second, tally));
        Bash.Do($"devlink dev eswitch set pci/{port.Address} mode switchdev; echo {VfCount} > {port.Path}/sriov_numvfs; ip link set {acts.Pf} up");
        var fresh = PortReading.Of(port);
        acts.Tool($"""
            h={DevlinkTool.Port(port, 1).Handle}; devlink port function set $h hw_addr 02:00:00:00:42:01
            devlink port function rate add pci/{port.Address}/gold; devlink port function rate set $h tx_share 10mbit tx_max 100mbit parent gold
            """);
        acts.Twice($"Reset-MlxVf {acts.Pf} 1");
        acts.Tool($"devlink port function rate del pci/{port.Address}/gold");

        // The node GUID follows the MAC address and stays when that goes.
        tally.SameLines("state", WithoutNodeGuids(fresh), WithoutNodeGuids(PortReading.Of(port)));

        static string[] WithoutNodeGuids(string[] reading) => [.. reading.Where(line => !line.Contains(" node ", StringComparison.Ordinal))];
    }

    private static string? Driver(GuestPort port, int vf) => Path.GetFileName(new FileInfo($"{port.Path}/virtfn{vf}/driver").LinkTarget);

    private static bool Has(string device, string flag) => IpTool.Link(device)["flags"]!.AsArray().Any(f => (string?)f == flag);
}
