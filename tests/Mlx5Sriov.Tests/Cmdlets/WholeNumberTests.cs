using System.Management.Automation;

using Mlx5Sriov.Tests.Help;

namespace Mlx5Sriov.Tests;

/// <summary>Counts, VLANs, priorities, indexes and time-outs are whole numbers, or refused in words: the engine rounds, and takes nothing for 0.</summary>
public class WholeNumberTests
{
    private static readonly string[] s_wrong =
    [
        "' '", "'x'", "1.5", "'1.5'", "8.5", "0.5d", "$true", "$false", "'0x10'", "'1e1'", "'1kb'", "5000000000",
        "([double]::NaN)", "(Get-Date)", "@{}", "([char]'3')",
    ];

    /// <summary>Every parameter that is an integer, or several.</summary>
    public static TheoryData<string, string> Integers => ExportedCommands.ParametersOfType(IsInteger);

    [Theory]
    [MemberData(nameof(Integers))]
    public void A_number_that_is_not_whole_is_refused(string command, string parameter)
    {
        using var session = new ModuleSession("");

        // In a table of groups an empty number stands beside a name.
        var isGroup = parameter == "Id" && command.EndsWith("VfGroup", StringComparison.Ordinal);
        foreach (var wrong in s_wrong.Append("''").Where(w => !isGroup || w.Trim('\'', ' ').Length > 0))
        {
            var error = session.Run($"{command} -{parameter} {wrong}").BindingError();
            Assert.True(error.ParameterName == parameter, $"{command} -{parameter} {wrong}: {error.Message}");
            Assert.Contains("whole number", error.Message, StringComparison.Ordinal);
        }

        Assert.Empty(session.Simulation.Writes);
    }

    [Theory]
    [MemberData(nameof(Integers))]
    public void A_whole_number_is_taken_whatever_its_type(string command, string parameter)
    {
        var metadata = ExportedCommands.Named(command).Parameters[parameter];
        var transformation = Assert.Single(metadata.Attributes.OfType<ArgumentTransformationAttribute>());
        foreach (object right in (object[])[3, 3L, (byte)3, 3.0, 3m, 3.00m, "3", " 3 ", PSObject.AsPSObject(3), PSObject.AsPSObject("3")])
            Assert.Equal(3, transformation.Transform(null!, right));
    }

    [Theory]
    [InlineData("Set-MlxPf eth2 -NumVfs ''")]
    [InlineData("Set-MlxPf eth2 -NumVfs 8.5")]
    [InlineData("Set-MlxVf eth2 3 -VlanId 1.5")]
    [InlineData("Set-MlxVf eth2 3 -VlanId $true")]
    [InlineData("Set-MlxVf eth2 3 -VlanId 10 -Qos 2.5")]
    [InlineData("Set-MlxVf eth2 3 -VlanId 10 -LockTimeout ''")]
    [InlineData("Set-MlxVf eth2 3 -VlanId 10 -LockTimeout $null")]
    [InlineData("Enter-MlxSimulation -NumVfs 4,''")]
    [InlineData("Enter-MlxSimulation -NumVfs 4.5,2")]
    public void Nothing_is_done_with_it(string script)
    {
        using var session = new ModuleSession("");
        var host = session.Simulation;
        Assert.StartsWith("ParameterArgumentTransformationError", session.Run(script).BindingError().ErrorId, StringComparison.Ordinal);
        Assert.Empty(host.Writes);
        Assert.Same(host, session.Simulation);
    }

    [Theory]
    [InlineData("Set-MlxVf eth2 3 -VlanId '10' -Qos 3.0 -PassThru | ForEach-Object VlanId", 10)]
    [InlineData("Set-MlxPf eth2 -NumVfs ([math]::Floor(4.5)) -PassThru | ForEach-Object NumVfs", 4)]
    [InlineData("Set-MlxVf eth2 3 -VlanId 0x0a -PassThru | ForEach-Object VlanId", 10)]
    [InlineData("Set-MlxVf eth2 3 -VlanId $null -Trust On -PassThru | ForEach-Object VlanId", 0)]
    [InlineData("Enter-MlxSimulation -NumVfs 4,2; @(Get-MlxVf).Count", 6)]
    public void A_whole_number_does_what_it_did(string script, int result)
    {
        using var session = new ModuleSession("");
        Assert.Equal(result, session.One<int>(script));
    }

    private static bool IsInteger(Type type)
    {
        var one = type.GetElementType() ?? Nullable.GetUnderlyingType(type) ?? type;
        return !one.IsEnum && Type.GetTypeCode(one) is >= TypeCode.SByte and <= TypeCode.UInt64;
    }
}
