namespace Mlx5Sriov.Readiness;

/// <summary>What is asked of InfiniBand ports and their subnet.</summary>
internal static class InfinibandChecks
{
    public static HostCheck Port(HostFacts facts)
    {
        const string Required = "an InfiniBand port that is active";
        PortFacts[] ports = Ports(facts);
        var found = string.Join(", ", ports.Select(port => $"{port.Name}: {port.PortState ?? "unknown"}"));
        if (ports.Length == 0)
        {
            return HostCheck.Fail(HostCheckKind.InfinibandPort, "none", Required, "No port has InfiniBand as its link layer.",
                "A port that can have both is switched by the firmware's LINK_TYPE_P1 or LINK_TYPE_P2 (1 is InfiniBand), and a restart of the host.");
        }

        return ports.Any(port => IsActive(port)) ? HostCheck.Pass(HostCheckKind.InfinibandPort, found, Required)
            : ports.All(port => port.PortState is null)
                ? HostCheck.Unknown(HostCheckKind.InfinibandPort, Required, "The ports have no RDMA device.", "modprobe mlx5_ib")
            : HostCheck.Fail(HostCheckKind.InfinibandPort, found, Required, "No InfiniBand port is active.",
                "ibstat shows cable and state; a port without a subnet manager stays in INIT.");
    }

    // A subnet manager at another place, such as a switch, cannot be asked from here what it does for virtual ports.
    public static HostCheck SubnetManager(HostFacts facts)
    {
        const string Required = "a subnet manager that serves virtual ports";
        PortFacts[] ports = Ports(facts);
        if (ports.Length == 0) return HostCheck.Unknown(HostCheckKind.SubnetManager, Required, "No port is in an InfiniBand subnet.");
        if (ports.All(port => port.SubnetManagerLid == 0))
        {
            return HostCheck.Fail(HostCheckKind.SubnetManager, "none", Required, "The subnet has no manager (sm_lid is 0).",
                "Start the subnet manager of the fabric: in a switch, UFM, or NVIDIA's OpenSM on one host.");
        }

        return (facts.OpenSmProcesses.Count > 0
                ? HostCheck.Warn(HostCheckKind.SubnetManager, $"OpenSM on this host (pid {string.Join(", ", facts.OpenSmProcesses)})", Required,
                    "The OpenSM of distributions ignores virt_enabled; that of NVIDIA's OFED serves virtual ports.")
                : HostCheck.Unknown(HostCheckKind.SubnetManager, Required,
                    "The subnet manager runs in a switch or on another host, which does not tell whether it serves virtual ports."))
            .Advised();
    }

    private static PortFacts[] Ports(HostFacts facts) => [.. facts.Ports.Where(port => port.LinkLayer == LinkLayer.InfiniBand)];

    private static bool IsActive(PortFacts port) => port.PortState == "ACTIVE";
}
