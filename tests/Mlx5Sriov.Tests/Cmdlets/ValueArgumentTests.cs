using Mlx5Sriov.Binding;
using Mlx5Sriov.Tests.Help;

namespace Mlx5Sriov.Tests;

/// <summary>
/// Words, addresses and times are read by the module, or refused in its words: the engine adds up a list of words as if they were flags, takes a number for
/// a word, and repeats in its error what was given, with the characters that a terminal obeys.
/// </summary>
public sealed class ValueArgumentTests
{
    private static readonly string[] s_wrong =
    [
        "'x'", "''", "' '", "@(1,2)", "@{}", "\"$([char]27)[2Jx\"",
        "(Get-Date)", "([byte]77)", "1.5", "'1,5'", "'0x10'", "$true",
    ];

    /// <summary>Every parameter whose type is a value that is no whole number: enums, addresses, seconds.</summary>
    public static TheoryData<string, string> Values => ExportedCommands.ParametersOfType(IsValue);

    [Theory]
    [MemberData(nameof(Values))]
    public void Each_is_read_by_the_module(string command, string parameter) =>
        Assert.Single(ExportedCommands.Named(command).Parameters[parameter].Attributes.OfType<ReadArgumentAttribute>());

    [Theory]
    [MemberData(nameof(Values))]
    public void What_is_no_such_value_is_refused_in_words(string command, string parameter)
    {
        var type = ExportedCommands.Named(command).Parameters[parameter].ParameterType;
        var isOnOff = (Nullable.GetUnderlyingType(type) ?? type) == typeof(OnOff);
        using var session = new ModuleSession("");
        foreach (var wrong in s_wrong.Where(w => !(isOnOff && w == "$true") && !(type == typeof(double) && w is "1.5" or "([byte]77)")))
        {
            var error = session.Run($"{command} -{parameter} {wrong}").BindingError();
            Assert.True(error.ParameterName == parameter, $"{command} -{parameter} {wrong}: {error.Message}");
            Assert.Equal(error.Message, PlainText.Of(error.Message));
            Assert.DoesNotContain("System.", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("Exception", error.Message, StringComparison.Ordinal);
        }

        Assert.Empty(session.Simulation.Writes);
    }

    [Theory]
    [InlineData("Add-MlxSimulatedFault zz 'EIO,EBUSY'")]
    [InlineData("Enter-MlxSimulation 'ConnectX7Inbox,ConnectX7Ofed2407'")]
    [InlineData("Enter-MlxSimulation 2")]
    [InlineData("Set-MlxPf eth2 -EswitchMode $true")]
    [InlineData("Set-MlxVfDriver eth2 0 -Driver x")]
    [InlineData("Set-MlxVf eth2 0 -Group 7,8")]
    [InlineData("Set-MlxVf eth2 0 -VlanId 1,2")]
    [InlineData("Set-MlxVfTrunk eth2 0 @{}")]
    public void A_list_or_another_thing_is_no_value(string script)
    {
        using var session = new ModuleSession("");
        var error = session.Run(script).BindingError();
        Assert.DoesNotContain("System.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", error.Message, StringComparison.Ordinal);
        Assert.Contains("is no", error.Message, StringComparison.Ordinal);
        Assert.Empty(session.Simulation.Writes);
    }

    /// <summary>Every parameter that is a number or a rate.</summary>
    public static TheoryData<string, string> Numbers => ExportedCommands.ParametersOfType(IsNumber);

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_number_completes_to_numbers_and_to_no_file(string command, string parameter)
    {
        using var session = new ModuleSession("");
        foreach (var typed in new[] { "", "1", "33" })
            Assert.All(session.Complete($"{command} -{parameter} {typed}"), word => Assert.True(char.IsAsciiDigit(word[0]), word));
    }

    private static bool IsNumber(Type parameter)
    {
        var type = parameter.GetElementType() ?? Nullable.GetUnderlyingType(parameter) ?? parameter;
        return type == typeof(int) || type == typeof(double) || type == typeof(Bandwidth);
    }

    private static bool IsValue(Type parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter) ?? parameter;
        return type.IsEnum || type == typeof(double) || (type.Namespace == nameof(Mlx5Sriov) && type.IsValueType && type != typeof(Bandwidth))
            || type == typeof(MacAddress) || type == typeof(InfinibandGuid);
    }
}
