using System.Management.Automation.Runspaces;
using Mlx5Sriov.Shell.CommandLine;

namespace Mlx5Sriov.Shell.Session;

/// <summary>The script named by -File.</summary>
internal sealed class ScriptFile
{
    private ScriptFile(string path) => (Path, Text) = (path, File.ReadAllText(path));

    /// <summary>The script's full path.</summary>
    public string Path { get; }

    /// <summary>The script's text.</summary>
    public string Text { get; }

    /// <summary>Opens a script by its path, relative to the working directory.</summary>
    /// <exception cref="UsageException">There is no such file, or it may not be read.</exception>
    public static ScriptFile Open(string path)
    {
        try
        {
            return new ScriptFile(System.IO.Path.GetFullPath(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The script '{path}' cannot be read: {e.Message}");
        }
    }

    /// <summary>The command that runs the script in the session's own scope.</summary>
    /// <remarks>The engine takes a file as a script by its extension only; one without, run by its #! line, goes in as text.</remarks>
    public Command ToCommand(IReadOnlyList<ScriptArgument> arguments)
    {
        var command = Path.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase)
            ? new Command(Path, isScript: false, useLocalScope: false)
            : new Command(Text, isScript: true, useLocalScope: false);
        foreach (var (name, value) in arguments) command.Parameters.Add(new CommandParameter(name, value));
        return command;
    }
}
