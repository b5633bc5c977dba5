using System.Diagnostics;
using System.Globalization;

namespace Mlx5Sriov.Tests.Pwsh;

/// <summary>The PowerShell that the repository pins, as a process of its own with pipes for its three streams: what scripts have.</summary>
internal sealed class PwshProcess : IDisposable
{
    private readonly Process _process;
    private readonly ProcessOutput _output = new();
    private readonly Task _reading;
    private readonly Task<string> _error;

    private PwshProcess(IEnumerable<string> command)
    {
        // A test run in the background ignores SIGINT, and so would everything that it starts.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in Surroundings) start.Environment.Remove(name);
        start.Environment["NO_COLOR"] = "1";
        _process = Process.Start(start)!;
        _reading = ReadOutput();
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>What starts it: the one helper that the module's trial, Pester and the lab use too.</summary>
    public static string Program => Path.Combine(Repository.Root, ".config", "pwsh");

    /// <summary>The variables that are left out: what this process's own surroundings say of terminals and modules is not what a test is about.</summary>
    public static IReadOnlyList<string> Surroundings { get; } = ["COLUMNS", "PSModulePath"];

    /// <summary>What imports the module in it, and enters a simulated host.</summary>
    public static string Simulation => $"Import-Module '{Repository.Manifest}'; Enter-MlxSimulation; ";

    /// <summary>Starts pwsh.</summary>
    /// <param name="args">Its arguments.</param>
    public static PwshProcess Start(params string[] args) => new([Program, "-NoLogo", "-NoProfile", .. args]);

    /// <summary>Starts a program that becomes pwsh.</summary>
    public static PwshProcess StartProgram(params string[] command) => new(command);

    /// <summary>Runs pwsh to its end.</summary>
    public static PwshRun Run(params string[] args)
    {
        using var pwsh = Start(args);
        return pwsh.Finish();
    }

    /// <summary>Writes to standard input.</summary>
    public void Send(string text)
    {
        _process.StandardInput.Write(text);
        _process.StandardInput.Flush();
    }

    /// <summary>Waits until the output since the last wait holds <paramref name="text"/>, and goes behind it.</summary>
    public void WaitFor(string text) => _output.WaitFor(text);

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
        if (!_process.WaitForExit(ProcessOutput.Patience)) throw new TimeoutException($"pwsh does not end: {_output}");

        Task.WaitAll(_reading, _error);
        return new PwshRun(_process.ExitCode, $"{_output}", _error.Result);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private async Task ReadOutput()
    {
        var buffer = new char[4096];
        int count;
        do
        {
            count = await _process.StandardOutput.ReadAsync(buffer);
            _output.Add(buffer.AsSpan(0, count));
        }
        while (count > 0);
    }
}
