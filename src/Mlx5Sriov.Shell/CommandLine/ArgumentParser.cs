namespace Mlx5Sriov.Shell.CommandLine;

/// <summary>Reads the command line.</summary>
/// <remarks>
/// The rules are those of <c>pwsh</c> (about_Pwsh): everything after -Command is the command, everything after
/// -File PATH belongs to the script, and names are not case-sensitive.
/// </remarks>
internal static class ArgumentParser
{
    /// <summary>Parses <paramref name="args"/>.</summary>
    /// <exception cref="UsageException">An argument is unknown, or its value is missing.</exception>
    public static ShellArguments Parse(ReadOnlySpan<string> args)
    {
        var parsed = new ShellArguments();

        for (var i = 0; i < args.Length; i++)
        {
            var rest = args[(i + 1)..];
            switch (args[i].ToUpperInvariant())
            {
                case "-HELP" or "--HELP" or "-H" or "-?":
                    return new ShellArguments { Help = true };

                case "-SIMULATE":
                    if (parsed.Simulate) throw new UsageException("-Simulate is given twice.");
                    parsed = parsed with { Simulate = true };
                    if (rest is [var profile, ..] && !profile.StartsWith('-'))
                    {
                        parsed = parsed with { Profile = profile };
                        i++;
                    }

                    break;

                case "-COMMAND" or "-C":
                    return ParseCommand(parsed, rest);

                case "-FILE" or "-F":
                    return ParseFile(parsed, rest);

                default:
                    throw new UsageException($"'{args[i]}' is not an argument of this shell.");
            }
        }

        return parsed;
    }

    private static ShellArguments ParseCommand(ShellArguments parsed, ReadOnlySpan<string> rest) => rest switch
    {
        [] => throw new UsageException("A command must follow -Command."),
        ["-"] => parsed,
        ["-", ..] => throw new UsageException("Nothing may follow '-Command -'."),
        _ => parsed with { Kind = SessionKind.Command, Text = string.Join(' ', rest!) },
    };

    private static ShellArguments ParseFile(ShellArguments parsed, ReadOnlySpan<string> rest) => rest switch
    {
        [] or ["", ..] => throw new UsageException("A script's path must follow -File."),
        ["-"] => parsed,
        ["-", ..] => throw new UsageException("Nothing may follow '-File -'."),
        [var path, .. var scriptArguments] => parsed with
        {
            Kind = SessionKind.File,
            Text = path,
            ScriptArguments = ParseScriptArguments(scriptArguments),
        },
    };

    private static List<ScriptArgument> ParseScriptArguments(ReadOnlySpan<string> args)
    {
        var parsed = new List<ScriptArgument>(args.Length);
        for (var i = 0; i < args.Length; i++)
        {
            var arg = args[i];
            var colon = arg.IndexOf(':', StringComparison.Ordinal);

            if (arg is not ['-', _, ..])
                parsed.Add(new ScriptArgument(null, arg));
            else if (colon < 0)
                parsed.Add(new ScriptArgument(arg, null));
            else if (colon < arg.Length - 1)
                parsed.Add(new ScriptArgument(arg[..colon], BooleanOrText(arg[(colon + 1)..])));
            else
                parsed.Add(new ScriptArgument(arg[..colon], ++i < args.Length ? args[i] : null));
        }

        return parsed;
    }

    // A shell cannot write $true: -Switch:false and -Switch:$false both mean the boolean.
    private static object BooleanOrText(string text) =>
        bool.TryParse(text.AsSpan(text.StartsWith('$') ? 1 : 0), out var boolean) ? boolean : text;
}
