using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Mlx5Sriov.Tests.Pwsh;

/// <summary>The PowerShell that the repository pins, as a process of its own: what users have.</summary>
internal sealed class PwshProcess : IDisposable
{
    /// <summary>What a program asks a terminal to know where its cursor is.</summary>
    public const string CursorQuestion = "\u001b[6n";

    // Only a process that hangs comes near it.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    // What this process's own surroundings say about terminals and modules is not what a test is about.
    private static readonly string[] s_leftOut = ["COLUMNS", "PSModulePath", "NO_COLOR"];

    // A terminal answers as if it were typed; this one's cursor is always behind a short prompt in the first row.
    private const string CursorAnswer = "\u001b[1;6R";

    private readonly Process _process;
    private readonly bool _isTerminal;
    private readonly StringBuilder _output = new();
    private readonly Task _reading;
    private readonly Task<string> _error;
    private int _seen;
    private int _answered;

    private PwshProcess(ProcessStartInfo start, bool isTerminal)
    {
        _isTerminal = isTerminal;
        foreach (var name in s_leftOut) start.Environment.Remove(name);
        if (!isTerminal) start.Environment["NO_COLOR"] = "1";
        start.Environment["TERM"] = "xterm";
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;

        _process = Process.Start(start)!;
        _reading = ReadOutput();
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>What starts it: the one helper that the module's trial, Pester and the lab use too.</summary>
    public static string Program => Path.Combine(Repository.Root, ".config", "pwsh");

    /// <summary>What imports the module in it, and enters a simulated host.</summary>
    public static string Simulation => $"Import-Module '{Repository.Manifest}'; Enter-MlxSimulation; ";

    /// <summary>Starts pwsh with pipes for its three streams, and so without colours.</summary>
    /// <param name="args">Its arguments.</param>
    public static PwshProcess Start(params string[] args) => StartProgram(Program, ["-NoLogo", "-NoProfile", .. args]);

    /// <summary>Starts a program that becomes pwsh, with pipes for its three streams.</summary>
    public static PwshProcess StartProgram(string program, params string[] args)
    {
        // A test run in the background ignores SIGINT, and so would everything that it starts.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", program, .. args]);
        return new PwshProcess(start, isTerminal: false);
    }

    /// <summary>Starts a session on a pseudo-terminal of 60 columns and 24 lines, which util-linux's `script` makes.</summary>
    /// <param name="start">What the session runs before its first prompt.</param>
    public static PwshProcess StartOnTerminal(string start)
    {
        var command = $"stty cols 60 rows 24; exec '{Program}' -NoLogo -NoProfile -NoExit -Command \"{start}\"";
        return new PwshProcess(new ProcessStartInfo("script", ["-qec", command, "/dev/null"]), isTerminal: true);
    }

    /// <summary>Runs a command to its end.</summary>
    public static PwshRun Run(params string[] args)
    {
        using var pwsh = Start(args);
        return pwsh.Finish();
    }

    /// <summary>Writes to standard input.</summary>
    public void Send(string text)
    {
        lock (_process)
        {
            _process.StandardInput.Write(text);
            _process.StandardInput.Flush();
        }
    }

    /// <summary>Waits until the output since the last wait holds <paramref name="text"/>, and goes behind it.</summary>
    public void WaitFor(string text)
    {
        var patience = Stopwatch.StartNew();
        lock (_output)
        {
            int at;
            while ((at = _output.ToString().IndexOf(text, _seen, StringComparison.Ordinal)) < 0)
            {
                if (patience.Elapsed > s_patience || _reading.IsCompleted) throw new TimeoutException($"No '{text}' in: {_output}");
                Monitor.Wait(_output, TimeSpan.FromMilliseconds(100));
            }

            _seen = at + text.Length;
        }
    }

    /// <summary>Sends SIGINT to the process alone.</summary>
    public void Interrupt()
    {
        using var kill = Process.Start("/bin/sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -INT {_process.Id}")]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Kills the process, which can do nothing about it.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Ends standard input and waits for the process to end.</summary>
    public PwshRun Finish()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(s_patience)) throw new TimeoutException($"pwsh does not end: {_output}");

        Task.WaitAll(_reading, _error);
        return new PwshRun(_process.ExitCode, _output.ToString(), _error.Result);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private async Task ReadOutput()
    {
        var buffer = new char[4096];
        while (await _process.StandardOutput.ReadAsync(buffer) is > 0 and var count)
        {
            lock (_output)
            {
                _output.Append(buffer, 0, count);
                if (_isTerminal) AnswerQuestions();
                Monitor.PulseAll(_output);
            }
        }
    }

    private void AnswerQuestions()
    {
        int at;
        while ((at = _output.ToString().IndexOf(CursorQuestion, _answered, StringComparison.Ordinal)) >= 0)
        {
            _answered = at + CursorQuestion.Length;
            Send(CursorAnswer);
        }
    }
}
