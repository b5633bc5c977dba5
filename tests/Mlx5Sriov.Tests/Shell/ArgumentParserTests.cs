using Mlx5Sriov.Shell.CommandLine;

namespace Mlx5Sriov.Tests.Shell;

public sealed class ArgumentParserTests
{
    public static TheoryData<string[], string> Sessions => new()
    {
        { [], "Input" },
        { ["-Command", "Get-MlxPf"], "Command Get-MlxPf" },
        { ["-command", "Get-MlxPf", "-Name", "eth2"], "Command Get-MlxPf -Name eth2" },
        { ["-c", "1", "-Simulate"], "Command 1 -Simulate" },
        { ["-Command", "-"], "Input" },
        { ["-File", "a.ps1"], "File a.ps1" },
        { ["-f", "a.ps1"], "File a.ps1" },
        { ["-FILE", "-"], "Input" },
        { ["-Simulate"], "simulated Input" },
        { ["-Simulate", "ConnectX6"], "simulated(ConnectX6) Input" },
        { ["-simulate", "-Command", "1"], "simulated Command 1" },
        { ["-Simulate", "ConnectX6", "-File", "a.ps1", "-Simulate"], "simulated(ConnectX6) File a.ps1" },
        { ["-Help"], "help" },
        { ["--help"], "help" },
        { ["-?"], "help" },
        { ["-Simulate", "-h"], "help" },
    };

    [Theory]
    [MemberData(nameof(Sessions))]
    public void A_command_line_says_what_session_it_wants(string[] args, string expected) =>
        Assert.Equal(expected, Describe(ArgumentParser.Parse(args)));

    public static TheoryData<string[], ScriptArgumentList> ScriptArguments => new()
    {
        { ["plain"], new((null, "plain")) },
        { ["-Switch"], new(("-Switch", null)) },
        { ["-Name", "eth2"], new(("-Name", null), (null, "eth2")) },
        { ["-Name:eth2"], new(("-Name", "eth2")) },
        { ["-Name:", "eth2"], new(("-Name", "eth2")) },
        { ["-Mac:00:11:22:33:44:55"], new(("-Mac", "00:11:22:33:44:55")) },
        { ["-Switch:false", "-Other:$true"], new(("-Switch", false), ("-Other", true)) },
        { ["-"], new((null, "-")) },
        { [""], new((null, "")) },
        { ["0000:08:00.0"], new((null, "0000:08:00.0")) },
    };

    [Theory]
    [MemberData(nameof(ScriptArguments))]
    public void What_follows_a_script_is_its_own(string[] args, ScriptArgumentList expected) =>
        Assert.Equal(expected.Items, ArgumentParser.Parse(["-File", "a.ps1", .. args]).ScriptArguments.Select(a => (a.Name, a.Value)));

    [Theory]
    [InlineData("'-Bogus'", "-Bogus")]
    [InlineData("'stray'", "stray")]
    [InlineData("'b'", "-Simulate", "a", "b")]
    [InlineData("twice", "-Simulate", "-Simulate")]
    [InlineData("must follow -Command", "-Command")]
    [InlineData("must follow -File", "-File")]
    [InlineData("must follow -File", "-File", "")]
    [InlineData("may follow '-Command -'", "-Command", "-", "x")]
    [InlineData("may follow '-File -'", "-File", "-", "x")]
    public void A_wrong_command_line_is_refused_with_the_part_that_is_wrong(string expected, params string[] args) =>
        Assert.Contains(expected, Assert.Throws<UsageException>(() => ArgumentParser.Parse(args)).Message, StringComparison.Ordinal);

    private static string Describe(ShellArguments arguments)
    {
        if (arguments.Help) return "help";

        var host = arguments switch
        {
            { Profile: { } profile } => $"simulated({profile}) ",
            { Simulate: true } => "simulated ",
            _ => "",
        };
        return $"{host}{arguments.Kind} {arguments.Text}".TrimEnd();
    }

    /// <summary>Names and values in their order; a type of its own because theory data takes no tuples in arrays.</summary>
    public sealed class ScriptArgumentList(params (string? Name, object? Value)[] items)
    {
        public IEnumerable<(string? Name, object? Value)> Items => items;

        public override string ToString() => string.Join(' ', items);
    }
}
