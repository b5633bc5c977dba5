namespace Mlx5Sriov.Lab;

/// <summary>
/// What the vendor's SR-IOV chapter has one type, and the cmdlet that does the same. In both {net}, {rdma} and {pci} are the port's
/// names, {vfN} the address and {devN} the own net device of a VF. MAC addresses and GUIDs end in 66 on the one and in 67 on the
/// other port, for no two VFs may share one.
/// </summary>
internal static class VendorPairs
{
    /// <summary>Ethernet ports in legacy mode, in the chapter's order; each pair on what the ones before it left.</summary>
    public static IReadOnlyList<(string Vendor, string Cmdlet)> Ethernet { get; } =
    [
        // Configuring SR-IOV
        ("echo 4 > /sys/class/infiniband/{rdma}/device/mlx5_num_vfs", "Set-MlxPf {net} -NumVfs 4"),
        ("echo 0 > /sys/class/infiniband/{rdma}/device/sriov_numvfs", "Set-MlxPf {net} -NumVfs 0"),
        ("echo 4 > /sys/class/infiniband/{rdma}/device/sriov_numvfs", "Set-MlxPf {net} -NumVfs 4"),
        ("echo {vf0} > /sys/bus/pci/drivers/mlx5_core/unbind", "Set-MlxVfDriver {net} 0 -Driver None"),
        ("echo {vf0} > /sys/bus/pci/drivers/mlx5_core/bind", "Set-MlxVfDriver {net} 0 -Driver mlx5_core"),

        // VGT and VST, and the options of ip link
        ("ip link set dev {net} vf 2 vlan 10 qos 3", "Set-MlxVf {net} 2 -VlanId 10 -Qos 3"),
        ("ip link set dev {net} vf 2 vlan 0", "Set-MlxVf {net} 2 -VlanId 0 -Qos 0"),
        ("ip link set dev {net} vf 1 mac 00:22:33:44:55:66", "Set-MlxVf {net} 1 -MacAddress 00:22:33:44:55:67"),
        ("ip link set dev {net} vf 1 spoofchk on", "Enable-MlxVfSpoofCheck {net} 1"),
        ("ip link set dev {net} vf 1 spoofchk off", "Disable-MlxVfSpoofCheck {net} 1"),
        ("ip link set dev {net} vf 3 state enable", "Set-MlxVf {net} 3 -LinkState Enable"),
        ("ip link set dev {net} vf 3 state disable", "Set-MlxVf {net} 3 -LinkState Disable"),
        ("ip link set dev {net} vf 3 state auto", "Set-MlxVf {net} 3 -LinkState Auto"),

        // VGT+
        ("echo add 4 15 > /sys/class/net/{net}/device/sriov/0/trunk", "Add-MlxVfTrunk {net} 0 4-15"),
        ("echo add 17 17 > /sys/class/net/{net}/device/sriov/0/trunk", "Add-MlxVfTrunk {net} 0 17"),
        ("echo add 0 0 > /sys/class/net/{net}/device/sriov/0/trunk", "Add-MlxVfTrunk {net} 0 0"),
        ("echo rem 0 0 > /sys/class/net/{net}/device/sriov/0/trunk", "Set-MlxVfTrunk {net} 0 4-15,17"),
        ("echo rem 4 15 > /sys/class/net/{net}/device/sriov/0/trunk", "Remove-MlxVfTrunk {net} 0 4-15"),
        ("echo rem 17 17 > /sys/class/net/{net}/device/sriov/0/trunk", "Remove-MlxVfTrunk {net} 0 17"),
        ("echo add 4 15 > /sys/class/net/{net}/device/sriov/0/trunk", "Set-MlxVfTrunk {net} 0 4-15"),
        ("echo rem 0 4095 > /sys/class/net/{net}/device/sriov/0/trunk", "Clear-MlxVfTrunk {net} 0"),

        // MAC anti-spoofing
        ("ip link set {net} vf 0 spoofchk on", "Enable-MlxVfSpoofCheck {net} 0"),
        ("ip link set {net} vf 0 spoofchk off", "Disable-MlxVfSpoofCheck {net} 0"),
        ("""echo "ON" > /sys/class/net/{net}/device/sriov/0/spoofcheck""", "Enable-MlxVfSpoofCheck {net} 0"),
        ("""echo "OFF" > /sys/class/net/{net}/device/sriov/0/spoofcheck""", "Disable-MlxVfSpoofCheck {net} 0"),

        // Limits and groups of VFs
        ("echo 10000 > /sys/class/net/{net}/device/sriov/3/max_tx_rate", "Set-MlxVf {net} 3 -MaxTxRate 10Gbit"),
        ("echo 1000 > /sys/class/infiniband/{rdma}/device/sriov/3/min_tx_rate", "Set-MlxVf {net} 3 -MinTxRate 1Gbit"),
        ("echo 7 > /sys/class/net/{net}/device/sriov/3/group", "New-MlxVfGroup {net} 7 3"),
        ("echo 5000 > /sys/class/net/{net}/device/sriov/groups/7/max_tx_rate", "Set-MlxVfGroup {net} 7 -MaxTxRate 5Gbit"),
        ("echo 3 > /sys/class/net/{net}/device/sriov/3/group", "Set-MlxVf {net} 3 -Group 3"),
        ("echo 0 > /sys/class/net/{net}/device/sriov/3/group", "Remove-MlxVfGroup {net} 3"),
        ("echo 0 > /sys/class/net/{net}/device/sriov/3/min_tx_rate", "Set-MlxVf {net} 3 -MinTxRate 0"),

        // Guarantees of groups
        ("for n in 0 1 2 3; do echo $((n + 1)) > /sys/class/net/{net}/device/sriov/$n/group; done",
            "0..3 | ForEach-Object { New-MlxVfGroup {net} ($_ + 1) $_ }"),
        ("echo 20000 > /sys/class/net/{net}/device/sriov/groups/1/min_tx_rate", "Set-MlxVfGroup {net} 1 -MinTxRate 20Gbit"),
        ("echo 5000 > /sys/class/net/{net}/device/sriov/groups/2/min_tx_rate", "Set-MlxVfGroup {net} 2 -MinTxRate 5Gbit"),
        ("echo 15000 > /sys/class/net/{net}/device/sriov/groups/3/min_tx_rate", "Set-MlxVfGroup {net} 3 -MinTxRate 15Gbit"),
        ("for n in 0 1 2 3; do echo 0 > /sys/class/net/{net}/device/sriov/$n/group; done", "Get-MlxVfGroup {net} | Remove-MlxVfGroup"),

        // Privileged VFs, and what they may receive
        ("ip link set {net} vf 0 trust on", "Enable-MlxVfTrust {net} 0"),
        ("ip link set {net} vf 0 trust off", "Disable-MlxVfTrust {net} 0"),
        ("""echo "ON" > /sys/class/net/{net}/device/sriov/0/trust""", "Enable-MlxVfTrust {net} 0"),
        ("ifconfig {dev0} promisc", "Set-MlxVfRxMode {net} 0 -Promiscuous On"),
        ("ifconfig {dev0} -promisc", "Set-MlxVfRxMode {net} 0 -Promiscuous Off"),
        ("ifconfig {dev0} allmulti", "Set-MlxVfRxMode {net} 0 -AllMulticast On"),
        ("ifconfig {dev0} -allmulti", "Set-MlxVfRxMode {net} 0 -AllMulticast Off"),
        ("""echo "OFF" > /sys/class/net/{net}/device/sriov/0/trust""", "Disable-MlxVfTrust {net} 0"),

        // Probed VFs
        ("echo 0 > /sys/bus/pci/devices/{pci}/sriov_drivers_autoprobe", "Set-MlxPf {net} -AutoProbe Off"),
        ("echo 1 > /sys/bus/pci/devices/{pci}/sriov_drivers_autoprobe", "Set-MlxPf {net} -AutoProbe On"),
    ];

    /// <summary>InfiniBand ports.</summary>
    public static IReadOnlyList<(string Vendor, string Cmdlet)> Infiniband { get; } =
    [
        ("echo 4 > /sys/class/infiniband/{rdma}/device/sriov_numvfs", "Set-MlxPf {net} -NumVfs 4"),
        ("echo 00:11:22:33:44:55:1:66 > /sys/class/infiniband/{rdma}/device/sriov/0/node", "Set-MlxVf {net} 0 -NodeGuid 00:11:22:33:44:55:1:67"),
        ("echo 00:11:22:33:44:55:2:66 > /sys/class/infiniband/{rdma}/device/sriov/0/port", "Set-MlxVf {net} 0 -PortGuid 00:11:22:33:44:55:2:67"),
        ("echo Up > /sys/class/infiniband/{rdma}/device/sriov/0/policy", "Set-MlxVf {net} 0 -Policy Up"),
        ("echo Follow > /sys/class/infiniband/{rdma}/device/sriov/0/policy", "Set-MlxVf {net} 0 -Policy Follow"),
        ("echo Down > /sys/class/infiniband/{rdma}/device/sriov/0/policy", "Set-MlxVf {net} 0 -Policy Down"),
    ];

    /// <summary>The host's preparation for live migration, as far as there are cmdlets and this kernel has the driver.</summary>
    public static IReadOnlyList<(string Vendor, string Cmdlet)> Migration { get; } =
    [
        ("devlink dev eswitch set pci/{pci} mode switchdev", "Set-MlxPf {net} -EswitchMode Switchdev"),
        ("""echo "1" > /sys/bus/pci/devices/{pci}/sriov_numvfs""", "Set-MlxPf {net} -NumVfs 1"),
        ("echo '{vf0}' > /sys/bus/pci/drivers/mlx5_core/unbind", "Set-MlxVfDriver {net} 0 -Driver None"),
        ("modprobe vfio-pci; echo 'vfio-pci' > /sys/bus/pci/devices/{vf0}/driver_override; echo '{vf0}' > /sys/bus/pci/drivers/vfio-pci/bind",
            "Set-MlxVfDriver {net} 0 -Driver vfio-pci"),
    ];

    /// <summary>What the chapter has one read, and a script that tells the same.</summary>
    public static IReadOnlyList<(string Vendor, string Cmdlet)> Readings { get; } =
    [
        // The chapter's lspci, which the guest has not: what it reads.
        ("cd /sys/bus/pci/devices; grep -l 0x101e */device | cut -d/ -f1", "(Get-MlxVf 01:00.0,01:00.1).PciAddress"),
        ("sed 's/ *: */ /' /sys/class/infiniband/{rdma}/device/sriov/2/stats | sort", """
            $s = Get-MlxVfStatistic {net} 2
            'rx', 'tx' | ForEach-Object {
                $way = $_
                'Broadcast', 'Bytes', 'Dropped', 'Multicast', 'Packets' | ForEach-Object { "$($way)_$($_.ToLower()) $($s."$way$_")" }
            }
            """),
        ("ip link show dev {net} | sed -n 's/.* vf \\([0-9]*\\) .*link.ether \\([0-9a-f:]*\\) .*spoof checking \\([a-z]*\\), "
                + "link-state \\([a-z]*\\), trust \\([a-z]*\\).*/\\1 \\2 \\3 \\4 \\5/p'",
            "Get-MlxVf {net} | ForEach-Object { \"$($_.Index) $($_.MacAddress) $($_.SpoofCheck) $($_.LinkState) $($_.Trust)\".ToLower() }"),
        ("cat /sys/class/net/{net}/device/sriov/groups/*/config 2>/dev/null | wc -l", "@(Get-MlxVfGroup {net}).Count * 4"),
    ];
}
