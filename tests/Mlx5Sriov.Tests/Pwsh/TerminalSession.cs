using System.Collections;
using System.Text;

namespace Mlx5Sriov.Tests.Pwsh;

/// <summary>The pinned pwsh at a prompt on a terminal of 60 columns and 24 lines, with PSReadLine as a user has it, on a simulated host.</summary>
internal sealed class TerminalSession : IDisposable
{
    private const string Prompt = "mlx> ";

    // A terminal is asked where its cursor is, and answers as if it were typed; this one's is always behind the prompt in the first row.
    private const string CursorQuestion = "\u001b[6n";
    private const string CursorAnswer = "\u001b[1;6R";

    // Without suggestions from earlier sessions, and leaving none to later ones.
    private const string Forgetful = "Set-PSReadLineOption -HistorySaveStyle SaveNothing -PredictionSource None";

    private readonly PseudoTerminal _terminal;
    private readonly ProcessOutput _output = new();
    private readonly Task _reading;

    public TerminalSession()
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Where(e => !PwshProcess.Surroundings.Contains(e.Key) && e.Key is not ("NO_COLOR" or "TERM"))
            .Select(e => $"{e.Key}={e.Value}")
            .Append("TERM=xterm");
        _terminal = new PseudoTerminal(
            columns: 60,
            rows: 24,
            environment,
            ["env", "--default-signal=INT", PwshProcess.Program, "-NoLogo", "-NoProfile", "-NoExit", "-Command",
                $"{PwshProcess.Simulation} {Forgetful}; function prompt {{ '{Prompt}' }}"]);
        _reading = Task.Factory.StartNew(Read, TaskCreationOptions.LongRunning);
        try
        {
            WaitForPrompt();
        }
        catch (TimeoutException)
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Types a line.</summary>
    public void Type(string line) => Press(line + "\r");

    /// <summary>Presses keys.</summary>
    public void Press(string keys) => _terminal.Write(Encoding.UTF8.GetBytes(keys));

    /// <summary>Waits until the screen was sent <paramref name="text"/> since the last wait.</summary>
    public void WaitFor(string text) => _output.WaitFor(text);

    /// <summary>Waits for the prompt, and until it listens: what is typed before it knows where the cursor is gets lost.</summary>
    public void WaitForPrompt() => WaitToAnswer(Prompt);

    /// <summary>Waits for a question, and until its answer is listened for.</summary>
    public void WaitForQuestion() => WaitToAnswer("(default is \"Y\"):");

    /// <summary>Presses Ctrl-C in what runs, and waits for the prompt.</summary>
    public void Interrupt()
    {
        Press("\u0003");
        WaitForPrompt();
    }

    /// <summary>Begins to answer a question, and presses Ctrl-C once a key is echoed: before that it may come between two modes of the terminal.</summary>
    public void CancelAnswer()
    {
        Press("x");
        WaitFor("x");
        Interrupt();
    }

    /// <summary>Leaves the prompt.</summary>
    /// <returns>All that the screen was sent; the session must end well.</returns>
    public string Leave()
    {
        Type("exit 6");
        Assert.True(_reading.Wait(ProcessOutput.Patience), $"pwsh does not end: {_output}");
        Assert.Equal(6, _terminal.WaitForExit());
        return $"{_output}";
    }

    public void Dispose() => _terminal.Dispose();

    private void WaitToAnswer(string text)
    {
        _output.WaitFor(text);
        _output.WaitFor(CursorQuestion);
        Assert.True(SpinWait.SpinUntil(() => !_terminal.HasUnreadKeys(), ProcessOutput.Patience), "pwsh does not read the answer.");
    }

    private void Read()
    {
        var decoder = Encoding.UTF8.GetDecoder();
        byte[] bytes = new byte[4096];
        char[] chars = new char[4096];
        var answered = 0;
        int count;
        do
        {
            count = _terminal.Read(bytes);
            var length = decoder.GetChars(bytes, 0, count, chars, 0, flush: count == 0);
            // Answered before it is told, so that whoever waits for the question types behind the answer.
            for (var text = $"{_output}{chars.AsSpan(0, length)}"; text.IndexOf(CursorQuestion, answered, StringComparison.Ordinal) is >= 0 and var at;)
            {
                answered = at + CursorQuestion.Length;
                Press(CursorAnswer);
            }

            if (length > 0 || count == 0) _output.Add(chars.AsSpan(0, length));
        }
        while (count > 0);
    }
}
