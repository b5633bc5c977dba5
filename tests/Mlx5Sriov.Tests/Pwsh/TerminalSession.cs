namespace Mlx5Sriov.Tests.Pwsh;

/// <summary>A prompt on a pseudo-terminal, with PSReadLine as a user has it, on a simulated host.</summary>
internal sealed class TerminalSession : IDisposable
{
    private const string Prompt = "mlx> ";

    private readonly PwshProcess _pwsh;

    public TerminalSession()
    {
        // Without suggestions from earlier sessions, and leaving none to later ones.
        const string Forgetful = "Set-PSReadLineOption -HistorySaveStyle SaveNothing -PredictionSource None; ";
        _pwsh = PwshProcess.StartOnTerminal($"{PwshProcess.Simulation} {Forgetful} function prompt {{ '{Prompt}' }}");
        WaitForPrompt();
    }

    /// <summary>Types a line.</summary>
    public void Type(string line) => _pwsh.Send(line + "\r");

    /// <summary>Presses keys.</summary>
    public void Press(string keys) => _pwsh.Send(keys);

    public void WaitFor(string text) => _pwsh.WaitFor(text);

    /// <summary>Waits for the prompt, and until it listens: what is typed before it knows where the cursor is gets lost.</summary>
    public void WaitForPrompt() => WaitToAnswer(Prompt);

    /// <summary>Waits for a question, and until its answer is listened for.</summary>
    public void WaitForQuestion() => WaitToAnswer("(default is \"Y\"):");

    /// <summary>Leaves the prompt.</summary>
    /// <returns>The whole output; the session must end well.</returns>
    public string Leave()
    {
        Type("exit 6");
        var run = _pwsh.Finish();
        Assert.Equal(6, run.ExitCode);
        return run.Output;
    }

    public void Dispose() => _pwsh.Dispose();

    private void WaitToAnswer(string text)
    {
        _pwsh.WaitFor(text);
        _pwsh.WaitFor(PwshProcess.CursorQuestion);
    }
}
