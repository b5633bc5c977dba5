using Mlx5Sriov.Shell.Editing;
using Mlx5Sriov.Shell.Host;

namespace Mlx5Sriov.Shell.Session;

/// <summary>Commands typed at a terminal.</summary>
internal sealed class EditorSource(ShellConsole console, LineEditor editor, Func<string> prompt) : ICommandSource
{
    public string? Next()
    {
        while (true)
        {
            console.StartLine();
            var line = editor.ReadCommand(console.Output.Render(prompt()), CommandText.IsIncomplete);
            if (line.Outcome == EditOutcome.Accepted) return line.Text;
            if (line.Outcome == EditOutcome.Ended) return null;
        }
    }
}
