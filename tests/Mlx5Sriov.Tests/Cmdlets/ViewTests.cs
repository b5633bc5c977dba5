using Mlx5Sriov.Kernel.Links;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests;

/// <summary>How objects look: a table for several, a list for one, also after they came over remoting.</summary>
public class ViewTests
{
    private const string VfTable = """
        Pf   Index PciAddress   Name   Driver    MacAddress        Vlan      Link   Spoof Trust MaxTx Holder
        --   ----- ----------   ----   ------    ----------        ----      ----   ----- ----- ----- ------
        eth2     0 0000:05:00.2 eth2v0 mlx5_core 02:00:00:00:00:01 100 qos 3 Enable On    On    5Gbit
        eth2     1 0000:05:00.3 eth2v1 mlx5_core 00:00:00:00:00:00 +4-15,17  Auto   Off   Off
        eth2     2 0000:05:00.4        vfio-pci  00:00:00:00:00:00 VGT       Auto   Off   Off         VM web01
        eth2     3 0000:05:00.5        mlx5_core 00:00:00:00:00:00 VGT       Auto   Off   Off         netns blue
        """;

    [Fact]
    public void Several_VFs_are_a_table()
    {
        using var session = Staged();
        Assert.Equal(VfTable, session.Render("Get-MlxVf eth2 0-3"));
    }

    [Fact]
    public void Objects_that_came_over_remoting_look_the_same()
    {
        using var session = Staged();
        var script = Remoted("@(Get-MlxVf eth2 0-3)");
        Assert.Equal(VfTable, session.Render(script));
        Assert.StartsWith("Deserialized.", session.Run(script).ThrowOnError().Output[0].TypeNames[0], StringComparison.Ordinal);
        Assert.Contains("SpoofCheck   : On", session.Render(Remoted("(Get-MlxVf eth2 0)")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_shows_what_it_refuses_and_no_line_where_it_refuses_nothing()
    {
        using var session = Staged();
        session.Run("""
            $plan = 1, 2 | ForEach-Object { [pscustomobject]@{ Pf = 'eth2'; Index = $_; VlanId = 4093 + $_ } } | Set-MlxVf -PlanOnly -ErrorAction Ignore
            """).ThrowOnError();
        const string Refusal = "eth2 vf 2: VLAN 4095 is not 0-4094; 4095 is reserved.";
        Assert.EndsWith($"Refusals     : {Refusal}", session.Render("$plan"), StringComparison.Ordinal);
        Assert.Equal($"Target    Message{Environment.NewLine}------    -------{Environment.NewLine}eth2 vf 2 {Refusal}", session.Render("$plan.Refusals"));
        Assert.Contains($"Message  : {Refusal}", session.Render("$plan.Refusals | Format-List"), StringComparison.Ordinal);
        Assert.Equal("VlanOutOfRange", session.One<string>("($plan.Refusals | ConvertTo-MlxJson | ConvertFrom-Json).Id"));
        Assert.DoesNotContain("StackTrace", session.One<string>("$plan | ConvertTo-Json -Depth 6 -WarningAction Ignore"), StringComparison.Ordinal);
        Assert.DoesNotContain("Refusals", session.Render("Set-MlxVf eth2 1 -VlanId 9 -PlanOnly"), StringComparison.Ordinal);
    }

    [Fact]
    public void One_VF_is_a_list()
    {
        using var session = Staged();
        Assert.Equal(
            """
            Pf           : eth2
            Index        : 2
            PciAddress   : 0000:05:00.4
            Name         :
            RdmaDevice   :
            Representor  :
            Driver       : vfio-pci
            IommuGroup   : 21
            NumaNode     : 0
            LinkLayer    : Ethernet
            MacAddress   : 00:00:00:00:00:00
            VlanMode     : Vgt
            VlanId       : 0
            Qos          : 0
            VlanProtocol :
            Trunk        :
            SpoofCheck   : Off
            Trust        : Off
            LinkState    : Auto
            MinTxRate    : 0
            MaxTxRate    : 0
            RateGroup    :
            NodeGuid     : 00:00:00:00:00:00:00:00
            Migratable   :
            IsHeld       : True
            Holder       : VM web01 (pid
            """,
            session.Render("Get-MlxVf eth2 2").Split(" (pid")[0] + " (pid");
    }

    [Fact]
    public void InfiniBand_VFs_have_a_table_of_their_own()
    {
        using var session = new ModuleSession("ConnectX6Infiniband -NumVfs 2");
        session.Simulation.Seams.KernelFiles.Write("/sys/bus/pci/devices/0000:05:00.0/sriov/0/node", "00:11:22:33:44:55:1:0");
        Assert.Equal(
            """
            Pf  Index PciAddress   Rdma   Driver    NodeGuid                PortGuid                Policy  Holder
            --  ----- ----------   ----   ------    --------                --------                ------  ------
            ib0     0 0000:05:00.2 mlx5_2 mlx5_core 00:11:22:33:44:55:01:00 00:00:00:00:00:00:00:00 Disable
            ib0     1 0000:05:00.3 mlx5_3 mlx5_core 00:00:00:00:00:00:00:00 00:00:00:00:00:00:00:00 Disable
            """,
            session.Render("Get-MlxVf ib0"));
        var list = session.Render("Get-MlxVf ib0 0");
        Assert.Contains("PortGuid    :", list, StringComparison.Ordinal);
        Assert.DoesNotContain("MacAddress", list, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_trunks_are_a_table_and_one_is_a_list_also_after_remoting()
    {
        using var session = Staged();
        session.Simulation.Seams.KernelFiles.Write("/sys/bus/pci/devices/0000:05:00.0/sriov/3/trunk", "add 0 4095");
        const string Table = """
            Pf   Index PciAddress   Name   Mode Trunk
            --   ----- ----------   ----   ---- -----
            eth2     0 0000:05:00.2 eth2v0 VST
            eth2     1 0000:05:00.3 eth2v1 VGT+ 4-15,17
            eth2     2 0000:05:00.4        VGT
            eth2     3 0000:05:00.5        VGT+ 0-1035,...
            """;
        const string List = """
            Pf         : eth2
            Index      : 3
            PciAddress : 0000:05:00.5
            Name       :
            RdmaDevice : mlx5_5
            VlanMode   : VgtPlus
            Trunk      : 0-1035,...
            IsComplete : False
            """;
        Assert.Equal(Table, session.Render("Get-MlxVfTrunk eth2 0-3"));
        Assert.Equal(List, session.Render("Get-MlxVfTrunk eth2 3"));
        Assert.Equal(Table, session.Render(Remoted("@(Get-MlxVfTrunk eth2 0-3)")));
        Assert.Equal(List, session.Render(Remoted("(Get-MlxVfTrunk eth2 3)")));
    }

    [Fact]
    public void Several_ports_are_a_table_and_one_is_a_list()
    {
        using var session = new ModuleSession("");
        Assert.Equal(
            """
            Name PciAddress   Rdma dev Device     Link   Speed   VFs Mode   Driver         Firmware
            ---- ----------   -------- ------     ----   -----   --- ----   ------         --------
            eth2 0000:05:00.0 mlx5_0   ConnectX-7 ETH  200Gbit 8/127 Legacy simulated ofed 28.41.1000
            eth3 0000:05:00.1 mlx5_1   ConnectX-7 ETH  200Gbit 0/127 Legacy simulated ofed 28.41.1000
            """,
            session.Render("Get-MlxPf"));
        Assert.Contains("Psid            : MT_0000000838", session.Render("Get-MlxPf eth3"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-MlxPf", 2)]
    [InlineData("Get-MlxVf eth2", 8)]
    public void On_eighty_columns_each_has_one_line(string command, int rows)
    {
        // The last column of a terminal stays free.
        using var session = new ModuleSession("", 79);
        var lines = session.Render(command).Split('\n');
        Assert.All(lines[^rows..], line => Assert.Contains(" 0000:05:0", line, StringComparison.Ordinal));
        Assert.StartsWith("--", lines[^(rows + 1)], StringComparison.Ordinal);
    }

    [Fact]
    public void Writes_and_faults_have_tables()
    {
        using var session = new ModuleSession("");
        session.Simulation.Seams.KernelFiles.Write("/sys/bus/pci/devices/0000:05:00.1/sriov_numvfs", "2");
        Assert.Throws<KernelException>(() => session.Simulation.Seams.KernelFiles.Write("/sys/bus/pci/devices/0000:05:00.1/sriov_numvfs", "3"));
        Assert.Equal(
            """
            # Refusal Act
            - ------- ---
            1         echo 2 > /sys/bus/pci/devices/0000:05:00.1/sriov_numvfs
            2 EBUSY   echo 3 > /sys/bus/pci/devices/0000:05:00.1/sriov_numvfs
            """,
            session.Render("Get-MlxSimulatedWrite"));
        Assert.Contains("EIO", session.Render("Add-MlxSimulatedFault */config EIO"), StringComparison.Ordinal);
    }

    /// <summary>What a script gives, as it comes from another machine or a job: without its types.</summary>
    internal static string Remoted(string script) =>
        $"[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize({script}))";

    private static ModuleSession Staged()
    {
        var session = new ModuleSession("");
        var host = session.Simulation;
        var link = host.Seams.IpLink.Find("eth2")!;
        foreach (var setting in new VfSetting[]
        {
            new VfSetting.Mac(MacAddress.Parse("02:00:00:00:00:01")),
            new VfSetting.Vlan(100, 3),
            new VfSetting.SpoofCheck(OnOff.On),
            new VfSetting.Trust(OnOff.On),
            new VfSetting.LinkState(VfLinkState.Enable),
            new VfSetting.Rate(Bandwidth.Zero, Bandwidth.Parse("5Gbit")),
        })
            host.Seams.IpLink.SetVf(link, 0, setting);
        foreach (var act in new[] { "add 4 15", "add 17 17" }) host.Seams.KernelFiles.Write("/sys/bus/pci/devices/0000:05:00.0/sriov/1/trunk", act);
        host.GiveToVirtualMachine(PciAddress.Parse("05:00.4"), "web01");
        host.MoveToNamespace("eth2v3", "blue");
        return session;
    }
}
