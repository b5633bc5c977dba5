using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using Mlx5Sriov.Shell.Editing;
using Mlx5Sriov.Shell.Session;

namespace Mlx5Sriov.Shell.Host;

/// <summary>The answers to questions: lines from the terminal, edited, or from standard input.</summary>
internal sealed class LineInput(ShellConsole console, LineEditor editor, Interrupts interrupts)
{
    /// <summary>The next line.</summary>
    /// <exception cref="PipelineStoppedException">The user pressed Ctrl-C.</exception>
    /// <exception cref="HostException">Standard input has ended.</exception>
    public string Read(string prompt) => Read(prompt, isSecret: false);

    /// <summary>The next line, not shown while it is typed.</summary>
    /// <inheritdoc cref="Read(string)" path="/exception"/>
    public SecureString ReadSecret(string prompt)
    {
        var secret = new SecureString();
        foreach (var character in Read(prompt, isSecret: true)) secret.AppendChar(character);
        secret.MakeReadOnly();
        return secret;
    }

    private string Read(string prompt, bool isSecret)
    {
        if (!console.CanEdit) return ReadUnedited(prompt);

        var line = editor.ReadAnswer(prompt, isSecret);
        switch (line.Outcome)
        {
            case EditOutcome.Accepted:
                return line.Text;
            case EditOutcome.Ended:
                throw InputEnded();
            default:
                interrupts.Raise();
                throw new PipelineStoppedException();
        }
    }

    private string ReadUnedited(string prompt)
    {
        console.Output.Write(prompt);
        var answer = ShellConsole.ReadLine();

        // A terminal has echoed the Enter; where nobody typed, the line of the question still has to end.
        if (!console.IsInteractive) console.Output.Write("\n");
        return answer ?? throw InputEnded();
    }

    private static HostException InputEnded() => new(
        "The question cannot be answered: standard input has ended. "
        + "Say it on the command line instead, with -Confirm:$false or the missing parameter.");
}
