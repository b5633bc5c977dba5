namespace Mlx5Sriov.Simulation.Seams;

/// <summary>A program with its arguments.</summary>
/// <param name="Program">The program, as the caller names it.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Changes">Whether it changes something, so that it and its input count as writes.</param>
internal sealed record ToolCall(string Program, IReadOnlyList<string> Arguments, bool Changes)
{
    /// <summary>The program's name, by which it is found and faults strike.</summary>
    public string Name => NameOf(Program);

    /// <summary>The command as a shell reads it.</summary>
    public string Act => string.Join(' ', Arguments.Prepend(Program).Select(ShellWord.Quote));

    /// <summary>The arguments as a user types them; '--' only keeps a name from being taken for an option.</summary>
    public string Told => string.Join(' ', Arguments.Where(a => a != "--"));

    /// <summary>The name of a program, which may be a path.</summary>
    public static string NameOf(string program) => program[(program.LastIndexOf('/') + 1)..];
}
