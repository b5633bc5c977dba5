using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Mlx5Sriov.Tests.Shell;

/// <summary>A shell started as a process.</summary>
internal sealed class RunningShell : IDisposable
{
    // Only a shell that hangs comes near it.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    // What this process's own surroundings say about terminals is not what a test is about.
    private static readonly string[] s_leftOut = ["NO_COLOR", "COLUMNS", "PSModulePath"];

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Task _reading;
    private readonly Task<string> _error;
    private int _seen;

    private RunningShell(ProcessStartInfo start, params (string Name, string Value)[] environment)
    {
        foreach (var name in s_leftOut) start.Environment.Remove(name);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        start.Environment["TERM"] = "xterm";
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;

        _process = Process.Start(start)!;
        _reading = ReadOutput();
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts a shell whose three streams are pipes.</summary>
    /// <param name="assembly">The path of Mlx5Sriov.Shell.dll.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="environment">Variables on top of this process's own.</param>
    public static RunningShell Start(string assembly, IEnumerable<string> args, params (string Name, string Value)[] environment)
    {
        // A test run in the background ignores SIGINT, and so would everything that it starts.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", assembly, .. args]);
        return new RunningShell(start, environment);
    }

    /// <summary>Starts a shell on a pseudo-terminal of 60 columns, which util-linux's `script` makes.</summary>
    public static RunningShell StartOnTerminal(string assembly, params string[] args) =>
        new(new ProcessStartInfo("script", ["-qec", $"stty cols 60 rows 24; exec dotnet '{assembly}' {string.Join(' ', args)}", "/dev/null"]));

    /// <summary>Writes to standard input.</summary>
    public void Send(string text)
    {
        _process.StandardInput.Write(text);
        _process.StandardInput.Flush();
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

    /// <summary>Sends SIGINT to the shell alone.</summary>
    public void Interrupt()
    {
        using var kill = Process.Start("/bin/sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -INT {_process.Id}")]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Kills the shell, which can do nothing about it.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Ends standard input and waits for the shell to end.</summary>
    public ShellRun Finish()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(s_patience)) throw new TimeoutException($"The shell does not end: {_output}");

        Task.WaitAll(_reading, _error);
        return new ShellRun(_process.ExitCode, _output.ToString(), _error.Result);
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
                Monitor.PulseAll(_output);
            }
        }
    }
}
