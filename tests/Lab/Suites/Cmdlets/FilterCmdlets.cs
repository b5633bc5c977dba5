using System.Text.Json.Nodes;

using Mlx5Sriov.Kernel.Linux;

namespace Mlx5Sriov.Lab;

/// <summary>
/// Packet filters, made by tc: they are told as tc tells them, hold the e-switch's modes where the adapter carries them out, and end with representors.
/// </summary>
internal sealed class FilterCmdlets : Suite
{
    private const int VfCount = 3;

    public override string Name => "cmdlets-filters";

    public override void Run(GuestMachine guest, Tally tally)
    {
        GuestMachine.LoadDriver("");
        Bash.Do("modprobe -a sch_ingress cls_flower cls_matchall cls_u32 act_mirred act_gact bridge");
        var port = guest.First;
        Bash.Do($"devlink dev eswitch set pci/{port.Address} mode switchdev; echo {VfCount} > {port.Path}/sriov_numvfs");
        var acts = new CmdletActs(guest, port, tally);
        string[] representors = [.. Enumerable.Range(0, VfCount).Select(vf => (string)DevlinkTool.Port(port, vf).Port["netdev"]!)];
        Bash.Do($"ip link add br0 type bridge; ip link set {representors[2]} master br0");
        try
        {
            AddFilters(acts.Pf, representors);
            foreach (var device in representors.Append(acts.Pf).Append("lo")) Listed(tally, device);
            Held(acts, tally, port, representors[0]);
            Ended(acts, tally, port, representors);
        }
        finally
        {
            Bash.Do("ip link del br0");
        }
    }

    private static void AddFilters(string pf, string[] representors) => Bash.Do($"""
        tc qdisc add dev {pf} ingress
        tc filter add dev {pf} ingress protocol ip flower skip_hw dst_ip 10.0.0.1 action mirred egress redirect dev {representors[1]}
        tc filter add dev {pf} ingress protocol ip flower skip_hw dst_ip 10.0.0.2 action drop
        tc qdisc add dev {representors[0]} clsact
        tc filter add dev {representors[0]} ingress protocol ip flower dst_ip 10.0.0.3 \
          action mirred egress mirror dev {representors[1]} pipe action mirred egress redirect dev {pf}
        tc filter add dev {representors[0]} ingress protocol ip pref 9 u32 match ip dst 10.0.0.4 action drop
        tc filter add dev {representors[0]} egress matchall skip_hw action drop
        """);

    private static void Listed(Tally tally, string device)
    {
        tally.Act($"tc filter show dev {device}");
        var host = LinuxHost.Create();
        var links = host.IpLink.List()!;
        var link = links.Single(link => link.Name == device);
        var isOneWay = Bash.Do($"tc qdisc show dev {device} ingress").Contains(" ingress ", StringComparison.Ordinal);
        var told = (isOneWay ? ["ingress"] : new[] { "ingress", "egress" }).SelectMany(direction => Told(device, direction));
        var read = host.TrafficControl.Filters([link])[link.Index].Select(filter =>
            Line(filter.Classifier, filter.IsInHardware, filter.Targets.Select(index => links.Single(link => link.Index == index).Name)));
        tally.SameLines($"filters of {device}", [.. told], [.. read]);
    }

    // A classifier is told too, without options, and so is a hash table of u32.
    private static IEnumerable<string> Told(string device, string direction) =>
        from filter in Bash.Do($"tc -j filter show dev {device} {direction}") is { Length: > 0 } text ? JsonNode.Parse(text)!.AsArray() : []
        let options = filter["options"]
        where options is not null && options["ht_divisor"] is null
        let classifier = (string)filter["kind"]!
        let actions = options["actions"]?.AsArray() ?? []
        select Line(classifier, classifier == "u32" ? null : options["in_hw"] is not null, actions.Select(a => (string?)a!["to_dev"]).OfType<string>());

    private static string Line(string classifier, bool? isInHardware, IEnumerable<string> targets) =>
        $"{classifier} {isInHardware} {string.Join(' ', targets)}";

    private static void Held(CmdletActs acts, Tally tally, GuestPort port, string representor)
    {
        var message = acts.Refused($"Set-MlxPf {acts.Pf} -EswitchMode Legacy -Force", "FiltersInHardware");
        tally.Same("named", true, message.Contains($"1 on {representor}.", StringComparison.Ordinal));
        acts.Refused($"Set-MlxPf {acts.Pf} -EncapMode None", "FiltersInHardware");
        tally.Act("devlink dev eswitch set mode legacy");
        var refusal = Bash.Run($"devlink dev eswitch set pci/{port.Address} mode legacy").Error;
        tally.Same("refusal", true, refusal.Contains("E-Switch is busy", StringComparison.Ordinal));
        refusal = Bash.Run($"devlink dev eswitch set pci/{port.Address} encap-mode none").Error;
        tally.Same("refusal", true, refusal.Contains("when flows are configured", StringComparison.Ordinal));
    }

    private static void Ended(CmdletActs acts, Tally tally, GuestPort port, string[] representors)
    {
        tally.Act($"Set-MlxPf {acts.Pf} -NumVfs 2 -PlanOnly");
        tally.Same("plan", "VfsDestroyed False 1", acts.Told($"""
            $plan = Set-MlxPf {acts.Pf} -NumVfs 2 -PlanOnly 3> $null; "$($plan.Disruption) $($plan.IsReversible) $($plan.Losses.Count)"
            """));
        tally.Same(
            "affected",
            $"{representors[0]}: 3 tc filters (1 in hardware), {representors[2]}: port of br0, {acts.Pf}: 1 tc filter sending to representors",
            acts.Told("$plan.Affected -join ', '"));
        acts.Cmdlet($"Set-MlxPf {acts.Pf} -NumVfs 2 -WarningAction SilentlyContinue");
        foreach (var vf in Enumerable.Range(0, 2))
            tally.Same("filters of a new representor", "", Bash.Do($"tc filter show dev {(string)DevlinkTool.Port(port, vf).Port["netdev"]!} ingress"));
        acts.Cmdlet($"Set-MlxPf {acts.Pf} -EswitchMode Legacy -NumVfs 0");
        tally.Same("mode", "Legacy", acts.Told($"(Get-MlxPf {acts.Pf}).EswitchMode"));
    }
}
