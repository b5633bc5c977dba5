using System.Management.Automation;

using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Tests.Help;

namespace Mlx5Sriov.Tests;

/// <summary>A column that cannot be read is an error of its row, and never a column that is not there.</summary>
public class ColumnTests
{
    private const string Saved = "[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($group))";

    /// <summary>A row that any cmdlet can take, less what it has no parameter for.</summary>
    private static readonly Dictionary<string, string> s_row = new()
    {
        ["Pf"] = "eth2",
        ["Index"] = "3",
        ["Id"] = "33",
        ["Vlan"] = "7",
        ["MinTxRate"] = "1Gbit",
        ["MaxTxRate"] = "5Gbit",
    };

    /// <summary>What a cmdlet must be given beside its row.</summary>
    private static readonly Dictionary<string, string> s_settings = new()
    {
        ["Set-MlxVfDriver"] = " -Driver none",
    };

    /// <summary>Every parameter that binds by property name and is more than a text.</summary>
    public static TheoryData<string, string> Columns
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (command, parameter) in Converting()) data.Add(command, parameter.Name);
            return data;
        }
    }

    [Fact]
    public void Every_column_that_is_converted_is_transformed() => Assert.All(Converting(), column => Assert.True(
        column.Parameter.Attributes.OfType<ArgumentTransformationAttribute>().Any(IsOurs), $"{column.Command} -{column.Parameter.Name}"));

    [Theory]
    [MemberData(nameof(Columns))]
    public void A_wrong_value_in_a_column_is_an_error_and_nothing_is_done(string command, string parameter)
    {
        var columns = ExportedCommands.ParametersOf(command).Where(p => p.ParameterSets.Values.Any(s => s.ValueFromPipelineByPropertyName)).Select(p => p.Name);
        string[] others = [.. columns.Where(c => c != parameter && s_row.ContainsKey(c)).Select(c => $"{c} = '{s_row[c]}'")];
        using var session = new ModuleSession("");
        session.Run("Add-MlxSimulatedFault never EIO").ThrowOnError();

        // A number below zero is one, of which the cmdlet says that it cannot be; an empty cell of a group is nothing given, and an empty trunk is one.
        // On and off may be written as PowerShell's own words.
        string[] wrongs = ["'5Gb'", "'10G'", "'2,5Gbit'", "'1.5'", "1.5", "(Get-Date)", "@{ a = 1 }"];
        if (parameter is not ("SpoofCheck" or "Trust" or "Promiscuous" or "AllMulticast")) wrongs = [.. wrongs, "$true"];
        if (parameter is not ("Id" or "VlanId" or "Qos")) wrongs = [.. wrongs, "-5", "'-5'"];
        if ((parameter == "Index" && !command.EndsWith("VfGroup", StringComparison.Ordinal)) || command == "Remove-MlxSimulatedFault")
            wrongs = [.. wrongs, "''"];
        foreach (var wrong in wrongs)
        {
            string row = string.Join("; ", others.Append($"{parameter} = {wrong}"));
            var result = session.Run($"[pscustomobject]@{{ {row} }} | {command}{s_settings.GetValueOrDefault(command)}");
            Assert.True(result.Output.Count == 0, row);
            var error = $"{result.Errors.FirstOrDefault()}";
            Assert.True(result.Errors.Count == 1 && error.Contains($"'{parameter}'", StringComparison.Ordinal), $"{row}: {error}");
        }

        Assert.Empty(session.Simulation.Writes);
        Assert.Single(session.Simulation.Faults);
    }

    [Theory]
    [InlineData("5000000000", "bit")]
    [InlineData("'5Gb'", "10Gbit")]
    [InlineData("-5", "zero or more")]
    public void A_wrong_rate_is_told_what_a_rate_is(string rate, string told)
    {
        using var session = new ModuleSession("");
        foreach (var command in (string[])["New-MlxVfGroup", "New-MlxVfGroup -WhatIf", "New-MlxVfGroup -PlanOnly", "Set-MlxVfGroup"])
        {
            var row = $"[pscustomobject]@{{ Pf = 'eth2'; Id = '3'; Index = '3'; MinTxRate = '1Gbit'; MaxTxRate = {rate} }}";
            var error = session.Run($"{row} | {command}").OnlyError();
            Assert.Contains(told, $"{error}", StringComparison.Ordinal);
        }

        Assert.Empty(session.Simulation.Writes);
    }

    [Theory]
    [InlineData("$group")]
    [InlineData(Saved)]
    [InlineData("($group | Select-Object *)")]
    [InlineData("($group | Select-Object Pf, Id, Index, MinTxRate, MaxTxRate | ConvertTo-Csv | ConvertFrom-Csv)")]
    public void A_group_that_was_saved_comes_back_with_its_limit_and_its_VFs(string saved)
    {
        using var session = new ModuleSession("");
        session.Run("$group = New-MlxVfGroup eth2 33 3,5-6 -MinTxRate 2Gbit -MaxTxRate 5Gbit -PassThru; Enter-MlxSimulation").ThrowOnError();
        var group = session.One<RateGroup>($"{saved} | New-MlxVfGroup -PassThru");
        Assert.Equal((33, "3,5-6", "2Gbit", "5Gbit"), (group.Id, $"{group.Members}", $"{group.MinTxRate}", $"{group.MaxTxRate}"));
    }

    private static bool IsOurs(ArgumentTransformationAttribute attribute) => attribute.GetType().Namespace == "Mlx5Sriov.Binding";

    private static IEnumerable<(string Command, ParameterMetadata Parameter)> Converting() =>
        from command in ExportedCommands.All
        from parameter in ExportedCommands.ParametersOf(command.Name)
        where parameter.ParameterSets.Values.Any(s => s.ValueFromPipelineByPropertyName)
        where (parameter.ParameterType.GetElementType() ?? parameter.ParameterType) != typeof(string)
        select (command.Name, parameter);
}
