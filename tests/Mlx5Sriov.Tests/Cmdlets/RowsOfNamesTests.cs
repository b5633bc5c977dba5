using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Tests;

/// <summary>
/// Whom an object or a row of the pipeline means: the port at its address, whatever its net device or another's is called by now; and a name is a name,
/// never a pattern, since tenants choose the names of their net devices.
/// </summary>
public sealed class RowsOfNamesTests
{
    private const string Eth2 = "0000:05:00.0";
    private const string Eth3 = "0000:05:00.1";

    // How an object reaches a cmdlet: as it is, as a row of the engine's, and saved in each way.
    public static readonly string[] Ways =
    [
        "", "| Select-Object *", "| ConvertTo-Csv | ConvertFrom-Csv", "| ConvertTo-MlxJson | ConvertFrom-Json",
        "| ForEach-Object { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($_)) }",
    ];

    private static readonly (string Source, string Target)[] s_calls =
    [
        ("Get-MlxVf {0} 1", "Set-MlxVf -Trust On"),
        ("Get-MlxVf {0} 1", "Enable-MlxVfTrust"),
        ("Get-MlxVf {0} 1", "Enable-MlxVfSpoofCheck"),
        ("Get-MlxVf {0} 1", "Set-MlxVfDriver -Driver None"),
        ("Get-MlxVf {0} 1", "Set-MlxVf -VlanId 9"),
        ("Get-MlxVf {0} 1", "Set-MlxVfTrunk -Vlan 7"),
        ("Get-MlxPf {0}", "Set-MlxPf -NumVfs 2"),
        ("Get-MlxVfGroup {0}", "Set-MlxVfGroup -MaxTxRate 1Gbit"),
        ("Get-MlxVfGroup {0}", "Remove-MlxVfGroup"),
        ("Get-MlxFirmwareSetting {0} NUM_OF_VFS", "Set-MlxFirmwareSetting -Value 16"),
    ];

    public static TheoryData<string, string, string> Calls
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var (source, target) in s_calls)
                foreach (var way in Ways) data.Add(source, way, target);
            return data;
        }
    }

    // The port is renamed to a pattern: whatever is read of it is of it alone, and never of all.
    [Theory]
    [MemberData(nameof(Calls))]
    public void What_is_read_of_a_port_with_a_patterns_name_is_set_on_it_alone(string source, string way, string target)
    {
        foreach (var name in new[] { "*", "eth*", "[a-z]*" })
        {
            using var session = Host();
            session.Simulation.RenameLink("eth2", name);
            session.Run($"{string.Format(null, source, Eth2)} {way} | {target}");
            Assert.Equal([], ActsOn(session, Eth3));
            Assert.NotEmpty(ActsOn(session, Eth2));
        }
    }

    // Names change between a saved row and its use; by then another port may have the name.
    [Theory]
    [MemberData(nameof(Calls))]
    public void What_was_read_of_a_port_is_set_on_it_or_refused_when_another_has_its_name(string source, string way, string target)
    {
        using var session = Host();
        session.Run($"$saved = {string.Format(null, source, Eth2)} {way}").ThrowOnError();
        session.Simulation.RenameLink("eth2", "was2");
        session.Simulation.RenameLink("eth3", "eth2");
        var result = session.Run($"$saved | {target}");
        Assert.Equal([], ActsOn(session, Eth3));
        if (ActsOn(session, Eth2).Length > 0) return;
        Assert.StartsWith("RowContradicts,", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    // A tenant's net device has the name of another port's RDMA device, or a pattern.
    [Theory]
    [InlineData("*")]
    [InlineData("eth*")]
    [InlineData("mlx5_1")]
    [InlineData("eth3x")]
    public void A_VF_is_no_port_whatever_its_net_device_is_called(string name)
    {
        foreach (var way in Ways)
        {
            using var session = Host();
            session.Simulation.RenameLink("eth2v1", name);
            var error = session.Run($"Get-MlxVf {Eth2} 1 {way} | Set-MlxPf -NumVfs 0").OnlyError();
            Assert.Equal("PfNotFound,Mlx5Sriov.Cmdlets.Pfs.SetMlxPfCommand", error.FullyQualifiedErrorId);
            Assert.Empty(session.Simulation.Writes);
        }
    }

    [Theory]
    [InlineData("Set-MlxVf -Name mlx5_3 -Trust On", "eth2v2", "mlx5_3")]
    [InlineData("Set-MlxVf -Name ETH2V0X -Trust On", "eth2v2", "eth2v0x", "eth2v0", "Eth2v0x")]
    [InlineData("Get-MlxVf -Name mlx5_3", "eth2v2", "mlx5_3")]
    [InlineData("Set-MlxPf mlx5_1 -NumVfs 0", "eth2", "mlx5_1")]
    public void A_name_of_two_is_refused_with_both(string script, params string[] renames)
    {
        using var session = Host();
        for (var at = 0; at < renames.Length; at += 2) session.Simulation.RenameLink(renames[at], renames[at + 1]);
        var error = session.Run(script).OnlyError();
        Assert.StartsWith("NameAmbiguous,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(" and of ", $"{error}", StringComparison.Ordinal);
        Assert.Empty(session.Simulation.Writes);
    }

    [Fact]
    public void A_name_in_the_very_case_is_that_one_alone()
    {
        using var session = Host();
        session.Simulation.RenameLink("eth2v2", "ETH2V1");
        session.Run("Set-MlxVf -Name eth2v1 -Trust On").ThrowOnError();
        Assert.Equal("ip link set dev eth2 vf 1 trust on", Assert.Single(session.Simulation.Writes).Act);
    }

    // The port's name is also that of another's RDMA device: what has an address means the one at it all the same.
    [Theory]
    [MemberData(nameof(Calls))]
    public void An_address_decides_where_a_name_is_that_of_two(string source, string way, string target)
    {
        using var session = Host();
        session.Simulation.RenameLink("eth2", "mlx5_1");
        session.Run($"{string.Format(null, source, Eth2)} {way} | {target}").ThrowOnError();
        Assert.NotEmpty(ActsOn(session, Eth2));
        Assert.Equal([], ActsOn(session, Eth3));
    }

    [Theory]
    [InlineData("[pscustomobject]@{ Pf = 'eth2'; PciAddress = '0000:05:00.0'; Index = 1 } | Set-MlxVf -Trust On")]
    [InlineData("[pscustomobject]@{ Pf = 'eth2'; PciAddress = '0000:05:00.3'; Index = 1 } | Set-MlxVf -Trust On")]
    [InlineData("[pscustomobject]@{ Pf = 'eth2'; PciAddress = ''; Index = '1' } | Set-MlxVf -Trust On")]
    [InlineData("Get-MlxPf eth2 | Select-Object * | Set-MlxVf -Index 1 -Trust On")]
    public void A_row_whose_parts_go_together_is_taken(string script)
    {
        using var session = Host();
        session.Run(script).ThrowOnError();
        Assert.Equal("ip link set dev eth2 vf 1 trust on", Assert.Single(session.Simulation.Writes).Act);
    }

    [Fact]
    public void What_is_typed_goes_before_what_the_row_has_and_stays_a_pattern()
    {
        using var session = Host();
        session.Run($"[pscustomobject]@{{ Pf = 'eth2'; PfPciAddress = '{Eth2}'; Index = 1 }} | Set-MlxVf -Pf 'eth*' -Trust On").ThrowOnError();
        Assert.NotEmpty(ActsOn(session, Eth2));
        Assert.NotEmpty(ActsOn(session, Eth3));
    }

    [Theory]
    [InlineData("[pscustomobject]@{ Pf = 'eth*'; Index = 1 } | Set-MlxVf -Trust On", "PfNotFound")]
    [InlineData("[pscustomobject]@{ Pf = 'eth2'; PfPciAddress = '0000:05:00.1'; Index = 1 } | Set-MlxVf -Trust On", "RowContradicts")]
    [InlineData("[pscustomobject]@{ Pf = 'eth2'; PciAddress = '0000:05:10.2'; Index = 1 } | Set-MlxVf -Trust On", "RowContradicts")]
    [InlineData("[pscustomobject]@{ Pf = 'eth2'; PciAddress = '0000:05:00.1'; Index = 1 } | Set-MlxVf -Trust On", "RowContradicts")]
    [InlineData("[pscustomobject]@{ Pf = 'eth2'; PciAddress = '0000:05:00.2'; Index = 1 } | Set-MlxVf -Trust On", "RowContradicts")]
    [InlineData("[pscustomobject]@{ Pf = 'eth2'; PciAddress = '0000:99:00.0'; Index = 1 } | Set-MlxVf -Trust On", "RowContradicts")]
    [InlineData("[pscustomobject]@{ Pf = 'eth2'; PciAddress = 'slot 3'; Index = 1 } | Set-MlxVf -Trust On", "RowContradicts")]
    [InlineData("[pscustomobject]@{ Pf = 'eth2'; PciAddress = 5; Index = 1 } | Set-MlxVf -Trust On", "RowContradicts")]
    [InlineData("[pscustomobject]@{ Pf = 'eth2'; PciAddress = @('0000:05:00.3','0000:05:00.4'); Index = 1 } | Set-MlxVf -Trust On", "RowContradicts")]
    [InlineData("[pscustomobject]@{ Pf = 'eth2'; PfPciAddress = '0000:05'; Index = 1 } | Set-MlxVf -Trust On", "RowContradicts")]
    [InlineData("[pscustomobject]@{ Name = 'eth2'; PciAddress = 'x' } | Set-MlxPf -NumVfs 0", "RowContradicts")]
    [InlineData("[pscustomobject]@{ Pf = 'eth2'; Index = 1 } | Set-MlxPf -NumVfs 0", "PfNotFound")]
    [InlineData("Get-MlxVf eth2 1 | Select-Object Pf, PfPciAddress, Trust | Set-MlxPf -NumVfs 0", "PfNotFound")]
    [InlineData("[pscustomobject]@{ Name = 'eth3'; PciAddress = '0000:05:00.0' } | Set-MlxPf -NumVfs 0", "RowContradicts")]
    [InlineData("[pscustomobject]@{ Name = 'eth2'; IsSimulated = 'False' } | Set-MlxPf -NumVfs 0", "OtherHost")]
    public void A_row_that_names_nothing_or_two_things_is_refused(string script, string id)
    {
        using var session = Host();
        session.Simulation.MoveToNamespace("eth3v1", "x");
        Assert.StartsWith($"{id},", session.Run(script).OnlyError().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(session.Simulation.Writes);
    }

    // The session goes to another host, and the objects stay.
    [Theory]
    [InlineData("Get-MlxVf eth2 1", "Set-MlxVf -Trust On")]
    [InlineData("Get-MlxVf eth2 1", "Get-MlxVfStatistic")]
    [InlineData("Get-MlxVf eth2 1", "Get-MlxVfGroup")]
    [InlineData("Get-MlxVf eth2 1", "Get-MlxPf")]
    [InlineData("Get-MlxPf eth2", "Set-MlxPf -NumVfs 0")]
    [InlineData("Get-MlxPf eth2", "Set-MlxVf -Index 1 -Trust On")]
    [InlineData("Get-MlxPf eth2", "Get-MlxVf")]
    [InlineData("Get-MlxPf eth2", "Get-MlxVfStatistic")]
    [InlineData("Get-MlxPf eth2", "Get-MlxVfGroup")]
    [InlineData("Get-MlxVfGroup eth2", "Set-MlxVfGroup -MaxTxRate 1Gbit")]
    [InlineData("Get-MlxVfGroup eth2", "Remove-MlxVfGroup")]
    public void An_object_of_another_host_is_refused(string source, string target)
    {
        using var session = Host();
        session.Run($"$kept = {source}").ThrowOnError();
        var other = new SimulatedHost(new SimulationOptions { NumVfs = [4, 4] });
        session.Enter(other, other.Seams);
        Assert.StartsWith("OtherHost,", session.Run($"$kept | {target}").OnlyError().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(other.Writes);
    }

    private static ModuleSession Host()
    {
        var session = new ModuleSession("-NumVfs 4, 4");
        session.Run("New-MlxVfGroup eth2 3 0 -MaxTxRate 2Gbit; New-MlxVfGroup eth3 3 0 -MaxTxRate 2Gbit").ThrowOnError();
        session.Simulation.ClearWrites();
        return session;
    }

    // By its address or whatever it is called now.
    private static string[] ActsOn(ModuleSession session, string address)
    {
        var name = session.Simulation.Seams.IpLink.List()!.FirstOrDefault(l => l.ParentDevice == address)?.Name;
        string[] vfs = [.. Enumerable.Range(0, 4).Select(i => address == Eth2 ? $"0000:05:00.{i + 2}" : $"0000:05:10.{i + 1}")];
        return
        [
            .. session.Simulation.Writes.Select(w => w.ToString()).Where(act => act.Contains(address, StringComparison.Ordinal)
                || (name is not null && (act.Contains($" dev {name} ", StringComparison.Ordinal) || act.Contains($" dev '{name}' ", StringComparison.Ordinal)))
                || vfs.Any(vf => act.Contains(vf, StringComparison.Ordinal))),
        ];
    }
}
