using System.Diagnostics;
using System.Globalization;
using System.Management.Automation.Language;
using System.Text;
using System.Text.RegularExpressions;

namespace Mlx5Sriov.Tests;

/// <summary>
/// A tenant may call a net device what he likes, and it keeps the name when it comes back. Whatever the name, it commands no terminal, and what is printed or
/// completed can be pasted and means that one device.
/// </summary>
public sealed partial class HostileNameTests
{
    public static TheoryData<string> Names =>
    [
        "$(id)", "`id`", "*", "?", "[a-z]", "eth[", "-Force", "--", "a,b", "x\u2019y", "a'b", "\u201Cq\u201D", "\"q\"", "a;b&c|d", "#x", "@x", "$x", "%s", "~",
        "a\\b", "a>b", "1e3", "0x10", "5gb", "{a}", "(a)", "x`*y", "``", "z\u00fcrich", "\u2013x", "a=b", "!x",
        "gr\u202Eab", "a\u001b[2Kb", "a\u0007", "b\u200Bc",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_completed_name_means_that_device_alone(string name)
    {
        foreach (var (command, device, address) in new[] { ("Get-MlxPf", "eth3", "0000:05:00.1"), ("Get-MlxVf -Name", "eth2v1", "0000:05:00.3") })
        {
            using var session = Host(device, name);
            var words = session.Complete($"{command} ");
            Assert.All(words, word => Assert.True(IsHarmless(word), word));
            Assert.Contains(address, words);
            string[] meant = [.. words.Where(word => Argument(command, word) is { } text && (text == name || text == Escaped(name)))];
            if (!IsHarmless(name))
            {
                Assert.Empty(meant);
                continue;
            }

            var word = Assert.Single(meant);
            Assert.Equal(address, session.Run($"({command} {word}).PciAddress").ThrowOnError().Output.Single().ToString());

            // As does what is completed of its beginning, quoted or not; the engine takes a word with a dash for a parameter even in quotes.
            if (name[0] != '-') Assert.Contains(word, session.Complete($"{command} {word[..Math.Min(3, word.Length)]}"));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_printed_command_is_read_by_a_shell_as_it_was_meant(string name)
    {
        using var session = Host("eth2", name);
        var commands = session.Run("Set-MlxVf 05:00.0 1 -Trust On -VlanId 5 -PlanOnly | ForEach-Object { $_.Steps.Command }").ThrowOnError().Output;
        Assert.Equal(
            [["link", "set", "dev", name, "vf", "1", "vlan", "5"], ["link", "set", "dev", name, "vf", "1", "trust", "on"]],
            commands.Select(c => Words($"{c}")));

        using var other = Host("eth2v1", name);
        other.Run("Enable-MlxVfTrust eth2 1").ThrowOnError();
        var command = other.Run("(Set-MlxVfRxMode eth2 1 -Promiscuous On -PlanOnly).Steps.Command");
        if (IsHarmless(name)) Assert.Equal(["link", "set", "dev", name, "promisc", "on"], Words($"{Assert.Single(command.ThrowOnError().Output)}"));
        else Assert.Single(command.Errors);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_name_commands_the_terminal(string name)
    {
        using var session = Host("eth2", name);
        session.Simulation.RenameLink("eth2v1", "v" + name[..Math.Min(name.Length, 4)]);
        session.Simulation.MoveToContainer("eth2v2", $"x{name}");
        session.Simulation.GiveToVirtualMachine(PciAddress.Parse("05:00.2"), $"vm{name}");
        session.Simulation.AddFault("*vf 1 trust on", Errno.EIO, kernelText: $"because {name}");
        foreach (var script in new[]
        {
            "Get-MlxPf", "Get-MlxPf 05:00.0", "Get-MlxVf", "Get-MlxVf 05:00.0 0 | Format-List *",
            "Set-MlxVf 05:00.0 1 -Trust On", "Get-MlxChange | Format-List",
            "Set-MlxPf 05:00.0 -NumVfs 0 -Force -WhatIf", "Set-MlxPf 05:00.0 -NumVfs 0", "Get-MlxVf nope", "Set-MlxVf 05:00.0 9 -Trust On",
            "Set-MlxVf 05:00.0 0-2 -VlanId 7 -WhatIf", "Set-MlxPf 05:00.0 -NumVfs 0 -Force -PlanOnly", "Get-MlxVf | ConvertTo-MlxJson", "Get-MlxVfStatistic",
            "Get-MlxFirmwareSetting 05:00.0", "Set-MlxFirmwareSetting 05:00.1 NUM_OF_VFS 16",
        })
        {
            _ = session.Run($"{script} | Out-Default");
            var shown = session.Host.TakeText();
            Assert.All(shown.Split('\n'), line => Assert.True(IsHarmless(line), $"{script}: {line}"));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_in_advice_is_the_name(string name)
    {
        if (!IsHarmless(name)) return;
        var ast = Parser.ParseInput($"Get-MlxPf {PowerShellWord.Quote(name)}", out _, out var errors);
        Assert.Empty(errors);
        var call = Assert.IsType<CommandAst>(ast.EndBlock.Statements[0].Find(a => a is CommandAst, true));
        Assert.Equal(2, call.CommandElements.Count);
        using var session = Host("eth3", name);
        Assert.Equal("0000:05:00.1", session.Run($"(Get-MlxPf {PowerShellWord.Quote(name)}).PciAddress").ThrowOnError().Output.Single().ToString());
    }

    private static ModuleSession Host(string device, string name)
    {
        var session = new ModuleSession("-NumVfs 3, 1");
        session.Simulation.RenameLink(device, name);
        return session;
    }

    // By the categories alone, not by the module's own rule, which this is to prove.
    private static bool IsHarmless(string text) => !text.EnumerateRunes().Any(rune =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    // The one argument that a word is to PowerShell; null where it is another thing or several.
    private static string? Argument(string command, string word)
    {
        var ast = Parser.ParseInput($"{command} {word}", out _, out var errors);
        var call = ast.EndBlock.Statements[0].Find(a => a is CommandAst, true) as CommandAst;
        if (errors.Length > 0 || call?.CommandElements.Count != command.Split(' ').Length + 1) return null;
        return (call.CommandElements[^1] as StringConstantExpressionAst)?.Value ?? (call.CommandElements[^1] as ConstantExpressionAst)?.Extent.Text;
    }

    private static string Escaped(string name) => string.Concat(name.Select(c => "*?[]`".Contains(c, StringComparison.Ordinal) ? $"`{c}" : $"{c}"));

    // What a real shell makes of the words behind "ip". Octets, which not every sh knows, become their characters first.
    private static string[] Words(string command)
    {
        Assert.StartsWith("ip ", command, StringComparison.Ordinal);
        var octets = Octets().Match(command);
        var name = octets.Success ? Encoding.UTF8.GetString([.. Octet().Matches(octets.Groups[1].Value).Select(o =>
            o.Value.Length == 1 ? (byte)o.Value[0] : byte.Parse(o.Value[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture))]) : null;
        var start = new ProcessStartInfo("sh") { RedirectStandardOutput = true };
        start.ArgumentList.Add("-c");
        if (name is not null) command = command.Replace(octets.Value, "octets", StringComparison.Ordinal);
        start.ArgumentList.Add($"ip() {{ printf '%s\\0' \"$@\"; }}; {command}");
        using var shell = Process.Start(start)!;
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return [.. output.Split('\0')[..^1].Select(word => name is not null && word == "octets" ? name : word)];
    }

    [GeneratedRegex(@"\$'((?:[A-Za-z0-9]|\\x[0-9a-f]{2})*)'")]
    private static partial Regex Octets();

    [GeneratedRegex(@"\\x[0-9a-f]{2}|[A-Za-z0-9]")]
    private static partial Regex Octet();
}
