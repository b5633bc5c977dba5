namespace Mlx5Sriov.Lab;

/// <summary>Switchdev mode: representors, port functions, rates and rate nodes, by cmdlet and by devlink; the steps of the vendor's migration set-up.</summary>
internal sealed class SwitchdevCmdlets : Suite
{
    private const int VfCount = 3;

    public override string Name => "cmdlets-switchdev";

    public override void Run(GuestMachine guest, Tally tally)
    {
        GuestMachine.LoadDriver("");
        var port = guest.Second;        // whose port indexes are not the VFs' own numbers
        tally.Act("devlink dev eswitch set mode switchdev");
        Bash.Do($"devlink dev eswitch set pci/{port.Address} mode switchdev; echo {VfCount} > {port.Path}/sriov_numvfs");
        var pf = port.NetDevice;
        Bash.Do($"ip link set {pf} up");
        Check(guest, tally, port);

        foreach (var vf in Enumerable.Range(0, VfCount))
        {
            var handle = DevlinkTool.Port(port, vf).Handle;
            Cmdlet(guest, tally, port, $"Set-MlxVf {pf} {vf} -MacAddress 02:00:00:00:00:1{vf}");
            tally.Same("hw_addr", $"02:00:00:00:00:1{vf}", (string?)DevlinkTool.Port(port, vf).Port["function"]!["hw_addr"]);
            Tool(guest, tally, port, $"devlink port function set {handle} hw_addr 02:00:00:00:00:2{vf}");
            Cmdlet(guest, tally, port, $"Set-MlxVf {pf} {vf} -MinTxRate {vf + 1}Gbit -MaxTxRate 20Gbit");
            tally.Same("rate", (1000L * (vf + 1), 20_000L, null), DevlinkTool.Rate(handle));
            Tool(guest, tally, port, $"devlink port function rate set {handle} tx_share {vf + 5}gbit tx_max 30gbit");
        }

        Tool(guest, tally, port, $"devlink port function rate add pci/{port.Address}/gold tx_max 40gbit");
        Tool(guest, tally, port, $"devlink port function rate set {DevlinkTool.Port(port, 1).Handle} parent gold");
        Cmdlet(guest, tally, port, "Undo-MlxChange -Force 3> $null");
        Migration(guest, tally, port);
        Refusals(guest, tally, port, pf);
    }

    /// <summary>A capability is set while no driver has the VF; the VF is then given to vfio-pci, held, and let go.</summary>
    private static void Migration(GuestMachine guest, Tally tally, GuestPort port)
    {
        var (vf, handle) = (port.Vf(0), DevlinkTool.Port(port, 0).Handle);
        tally.Act("migratable while bound");
        var refusal = Bash.Run($"devlink port function set {handle} migratable enable").Error;
        tally.Same("refusal", true, refusal.Contains("Failed setting HCA migratable cap", StringComparison.Ordinal));
        Tool(guest, tally, port, $"modprobe vfio-pci; echo {vf} > /sys/bus/pci/drivers/mlx5_core/unbind");
        Tool(guest, tally, port, $"devlink port function set {handle} migratable enable");
        Tool(guest, tally, port, $"echo vfio-pci > /sys/bus/pci/devices/{vf}/driver_override; echo {vf} > /sys/bus/pci/drivers/vfio-pci/bind");
        tally.Same("held", "False", $"{guest.Module.Do($"(Get-MlxVf -Name {vf}).IsHeld").Single()}");

        tally.Act("open /dev/vfio/GROUP");
        var holder = DeviceHolder.Open(DeviceHolder.VfioNode(port, 0));
        tally.Same("held", "True", $"{guest.Module.Do($"(Get-MlxVf -Name {vf}).IsHeld").Single()}");
        tally.Same("holder", holder, $"{guest.Module.Do($"(Get-MlxVf -Name {vf}).Holder.ProcessId").Single()}");
        DeviceHolder.End(holder);
        Tool(guest, tally, port, $"""
            echo {vf} > /sys/bus/pci/drivers/vfio-pci/unbind; echo > /sys/bus/pci/devices/{vf}/driver_override
            echo {vf} > /sys/bus/pci/drivers_probe
            """);
    }

    /// <summary>What only legacy mode has is refused by the module before, and by the kernel.</summary>
    private static void Refusals(GuestMachine guest, Tally tally, GuestPort port, string pf)
    {
        (string Parameters, string Words)[] settings =
            [("-Trust On", "trust on"), ("-SpoofCheck On", "spoofchk on"), ("-LinkState Up", "state enable"), ("-VlanId 5", "vlan 5")];
        foreach (var (parameters, words) in settings)
        {
            tally.Act($"Set-MlxVf {pf} 0 {parameters}");
            var errors = guest.Module.Run($"Set-MlxVf {pf} 0 {parameters}").Errors;
            tally.Same("error", true, errors is [var error, ..] && error.FullyQualifiedErrorId.Contains("NotInSwitchdev", StringComparison.Ordinal));
            tally.Act($"ip link set dev {pf} vf 0 {words}");
            var (status, _, said) = Bash.Run($"ip link set dev {pf} vf 0 {words}");
            tally.Same("refusal", (2, "RTNETLINK answers: Operation not supported"), (status, said.Trim()));
        }

        Check(guest, tally, port);
    }

    private static void Cmdlet(GuestMachine guest, Tally tally, GuestPort port, string script)
    {
        tally.Act(script);
        tally.Same("errors", "", string.Join("; ", guest.Module.Run(script).Errors));
        Check(guest, tally, port);
    }

    private static void Tool(GuestMachine guest, Tally tally, GuestPort port, string command)
    {
        tally.Act(command);
        Bash.Do($"set -e; {command}");
        Check(guest, tally, port);
    }

    /// <summary>Holds Get-MlxVf to devlink, sysfs and ip.</summary>
    private static void Check(GuestMachine guest, Tally tally, GuestPort port)
    {
        var pf = port.NetDevice;
        var links = IpTool.Vfs(pf);
        var rates = DevlinkTool.Show("port function rate show");
        var ports = DevlinkTool.Show("port show");
        var vfs = guest.Module.All<VirtualFunction>($"Get-MlxVf {pf}");
        tally.Same("number of VFs", VfCount, vfs.Count);
        foreach (var vf in vfs)
        {
            var (handle, told) = ports.Single(p => p.Key.StartsWith($"pci/{port.Address}/", StringComparison.Ordinal) && (int?)p.Value!["vfnum"] == vf.Index);
            tally.Same("Representor", (string?)told!["netdev"], vf.Representor);
            tally.Same("MacAddress", (string?)told["function"]!["hw_addr"], $"{vf.MacAddress}");
            tally.Same("Migratable", (string?)told["function"]!["migratable"] == "enable" ? OnOff.On : OnOff.Off, vf.Migratable);
            tally.Same("RateGroup", (string?)rates[handle]!["parent"], vf.RateGroup);
            tally.Same("settings by ip", links[vf.Index], VfState.Of(vf));
            var driver = new FileInfo($"{port.Path}/virtfn{vf.Index}/driver").LinkTarget;
            tally.Same("Driver", driver is null ? null : Path.GetFileName(driver), vf.Driver);
        }
    }
}
