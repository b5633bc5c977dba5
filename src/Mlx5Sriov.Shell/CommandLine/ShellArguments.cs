namespace Mlx5Sriov.Shell.CommandLine;

/// <summary>What the command line asks for.</summary>
internal sealed record ShellArguments
{
    /// <summary>What kind of session it is.</summary>
    public SessionKind Kind { get; init; }

    /// <summary>The command's text, or the script's path as given; null for commands read from standard input.</summary>
    public string? Text { get; init; }

    /// <summary>The script's arguments.</summary>
    public IReadOnlyList<ScriptArgument> ScriptArguments { get; init; } = [];

    /// <summary>Enter the simulated host before the first command.</summary>
    public bool Simulate { get; init; }

    /// <summary>The simulated host's profile; null = the module's default.</summary>
    public string? Profile { get; init; }

    /// <summary>Print the usage and do nothing else.</summary>
    public bool Help { get; init; }
}
