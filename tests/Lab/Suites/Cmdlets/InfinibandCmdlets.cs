using System.Text.Json.Nodes;

namespace Mlx5Sriov.Lab;

/// <summary>InfiniBand ports: GUIDs and policy, by cmdlet, by the vendor's echo lines, and by ip.</summary>
internal sealed class InfinibandCmdlets : Suite
{
    private const int VfCount = 2;

    public override string Name => "cmdlets-infiniband";

    public override void Run(GuestMachine guest, Tally tally)
    {
        Ofed(guest, tally);
        Inbox(guest, tally);
    }

    private static void Ofed(GuestMachine guest, Tally tally)
    {
        GuestMachine.LoadDriver("ofed=1 ib=1");
        GuestMachine.Enable(guest.First, VfCount);
        var pf = guest.First.NetDevice;
        tally.Same("files of a VF", "node policy port", Bash.Do($"ls {guest.First.Path}/sriov/0 | xargs").Trim());

        (string Act, string Node, string Port, string Policy)[] acts =
        [
            ("echo 00:11:22:33:44:55:1:0 > /sys/class/infiniband/mlx5_0/device/sriov/0/node", "00:11:22:33:44:55:01:00", "00:00:00:00:00:00:00:00", "Down"),
            ("echo 00:11:22:33:44:55:2:0 > /sys/class/infiniband/mlx5_0/device/sriov/0/port", "00:11:22:33:44:55:01:00", "00:11:22:33:44:55:02:00", "Down"),
            ("echo Up > /sys/class/infiniband/mlx5_0/device/sriov/0/policy", "00:11:22:33:44:55:01:00", "00:11:22:33:44:55:02:00", "Up"),
            ($"Set-MlxVf {pf} 0 -NodeGuid 00:11:22:33:44:55:03:00", "00:11:22:33:44:55:03:00", "00:11:22:33:44:55:02:00", "Up"),
            ($"Set-MlxVf {pf} 0 -PortGuid 00:11:22:33:44:55:04:00 -Policy Follow", "00:11:22:33:44:55:03:00", "00:11:22:33:44:55:04:00", "Follow"),
            ("Undo-MlxChange", "00:11:22:33:44:55:03:00", "00:11:22:33:44:55:02:00", "Up"),
            ($"echo 0 > {guest.First.Path}/sriov_numvfs; echo {VfCount} > {guest.First.Path}/sriov_numvfs",
                "00:11:22:33:44:55:03:00", "00:11:22:33:44:55:02:00", "Up"),
        ];
        foreach (var (act, node, port, policy) in acts)
        {
            Do(guest, tally, act);
            tally.Same("cat", $"{node} {port} {policy}", Bash.Do($"cd {guest.First.Path}/sriov/0; cat node port policy | xargs").Trim());
            tally.Same("Get-MlxVf", $"{node} {port} {policy}", Told(guest, pf));
        }
    }

    private static void Inbox(GuestMachine guest, Tally tally)
    {
        GuestMachine.LoadDriver("ib=1");
        GuestMachine.Enable(guest.First, VfCount);
        var pf = guest.First.NetDevice;
        (string Act, string Node, string Port, string Policy)[] acts =
        [
            ($"ip link set dev {pf} vf 0 node_guid 00:11:22:33:44:55:01:00", "00:11:22:33:44:55:01:00", "00:00:00:00:00:00:00:00", "Down"),
            ($"ip link set dev {pf} vf 0 port_guid 00:11:22:33:44:55:02:00", "00:11:22:33:44:55:01:00", "00:11:22:33:44:55:02:00", "Down"),
            ($"ip link set dev {pf} vf 0 state enable", "00:11:22:33:44:55:01:00", "00:11:22:33:44:55:02:00", "Up"),
            ($"Set-MlxVf {pf} 0 -NodeGuid 00:11:22:33:44:55:03:00 -Policy Follow", "00:11:22:33:44:55:03:00", "00:11:22:33:44:55:02:00", "Follow"),
            ($"Set-MlxVf {pf} 0 -PortGuid 00:11:22:33:44:55:04:00", "00:11:22:33:44:55:03:00", "00:11:22:33:44:55:04:00", "Follow"),
        ];
        foreach (var (act, node, port, policy) in acts)
        {
            Do(guest, tally, act);
            var vf = IpTool.Link(pf)["vfinfo_list"]!.AsArray()[0]!;
            tally.Same("ip -j", $"{node} {port} {policy}", $"{vf["node guid"]} {vf["port guid"]} {Word(vf["link_state"])}");
            tally.Same("Get-MlxVf", $"{node} {port} {policy}", Told(guest, pf));
        }
    }

    private static void Do(GuestMachine guest, Tally tally, string act)
    {
        tally.Act(act);
        if (act.StartsWith("echo", StringComparison.Ordinal) || act.StartsWith("ip ", StringComparison.Ordinal)) Bash.Do(act);
        else tally.Same("errors", "", string.Join("; ", guest.Module.Run(act).Errors));
    }

    private static string Told(GuestMachine guest, string pf)
    {
        var vf = guest.Module.All<VirtualFunction>($"Get-MlxVf {pf} 0").Single();
        return $"{vf.NodeGuid} {vf.PortGuid} {vf.Policy switch { VfLinkState.Auto => "Follow", VfLinkState.Enable => "Up", _ => "Down" }}";
    }

    private static string Word(JsonNode? state) => (string?)state switch { "auto" => "Follow", "enable" => "Up", _ => "Down" };
}
