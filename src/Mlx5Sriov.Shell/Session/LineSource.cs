using Mlx5Sriov.Shell.Host;

namespace Mlx5Sriov.Shell.Session;

/// <summary>Commands from standard input as lines: a pipe, a file, or a terminal that cannot edit.</summary>
/// <param name="console">The standard streams.</param>
/// <param name="prompt">The prompt's text; null to show none.</param>
internal sealed class LineSource(ShellConsole console, Func<string>? prompt) : ICommandSource
{
    public string? Next()
    {
        Ask(prompt);
        var text = ShellConsole.ReadLine();
        while (text is not null && CommandText.IsIncomplete(text))
        {
            Ask(prompt is null ? null : () => Editing.EditorScreen.Continuation);
            if (ShellConsole.ReadLine() is not { } line) break;
            text += "\n" + line;
        }

        return text;
    }

    // A prompt is for the one who types; it must not end up in what is piped on.
    private void Ask(Func<string>? text)
    {
        if (text is not null) console.Error.Write(text());
    }
}
