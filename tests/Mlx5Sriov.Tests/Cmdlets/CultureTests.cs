using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests;

/// <summary>Names, numbers and times are the same whatever the user's culture: what is read in one is typed, compared and searched for in another.</summary>
public sealed class CultureTests
{
    // The tests run in invariant mode, which knows no culture by name: one with a decimal comma, grouped digits and times of its own is made.
    private const string Foreign = """
        $c = [cultureinfo]::InvariantCulture.Clone(); $n = $c.NumberFormat; $d = $c.DateTimeFormat
        $n.NumberDecimalSeparator = ','; $n.NumberGroupSeparator = '.'; $n.NegativeSign = '~'; $n.PercentDecimalSeparator = ','
        $d.DateSeparator = '.'; $d.TimeSeparator = '-'; $d.ShortDatePattern = 'dd/MM/yy'; $d.LongTimePattern = 'HH:mm'
        [cultureinfo]::CurrentCulture = $c
        """;

    public static TheoryData<string> Scripts =>
    [
        "Get-MlxPf", "Get-MlxPf eth2", "Get-MlxVf", "Get-MlxVf eth2 1", "Get-MlxVfGroup", "Get-MlxVfTrunk eth2", "Get-MlxVfStatistic",
        "Get-MlxVfStatistic eth2 1",
        "Get-MlxVf eth2 | Measure-MlxVfBandwidth", "Get-MlxVf eth2 1 | Measure-MlxVfBandwidth | Format-List *",
        "Set-MlxVf eth2 1 -MaxTxRate 2.5Gbit -PlanOnly", "Set-MlxVf eth2 9 -Trust On", "Set-MlxVf eth2 1 -MaxTxRate 2,5Gbit",
        "Get-MlxChange | Select-Object Title, State, Pf", "Get-MlxVf eth2 1 | ConvertTo-MlxJson",
        "Get-MlxFirmwareSetting", "Get-MlxFirmwareSetting eth2 sriov_en", "Get-MlxPf 'ETH*'", "Get-MlxVf -Name 'ETH2V1'",
        "Watch-MlxVfStatistic eth2 1 -Count 1 -Interval 1 -Stream", "Watch-MlxVfStatistic eth2 1 -Count 1 -Interval 1.0370371 -Stream",
    ];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void What_is_shown_does_not_depend_on_the_culture(string script)
    {
        Assert.Equal(Shown("", script), Shown(Foreign, script));
    }

    // Upper and lower case differ by culture too: i has a dot in Turkish.
    [Fact]
    public void A_name_is_matched_in_any_culture() => Assert.All(
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(File.ReadLines).Where(line => line.Contains("WildcardPattern.Get(", StringComparison.Ordinal)),
        line => Assert.Contains("WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant", line, StringComparison.Ordinal));

    private static string Shown(string culture, string script)
    {
        using var session = new ModuleSession("-NumVfs 3");
        session.Run("New-MlxVfGroup eth2 3 2 -MaxTxRate 2500Mbit; Set-MlxVf eth2 1 -MaxTxRate 3333Mbit -VlanId 7; Set-MlxVfTrunk eth2 0 5,7").ThrowOnError();
        _ = session.Host.TakeText();
        session.Run($"{culture}\n{script} | Out-Default");
        return session.Host.TakeText();
    }
}
