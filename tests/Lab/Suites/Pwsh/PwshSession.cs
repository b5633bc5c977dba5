using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace Mlx5Sriov.Lab;

/// <summary>A process of the pinned pwsh, which runs one script after the other in its one session (session.ps1).</summary>
internal sealed class PwshSession : IModuleSession, IDisposable
{
    // What tells an answer from what a script says to the host.
    private const char Mark = '\u0001';

    /// <summary>Its folder, beside that of this program.</summary>
    public static readonly string Folder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "pwsh"));

    private readonly Process _process;
    private readonly List<string> _said = [];

    /// <summary>Starts it, on the runtime that this program runs on.</summary>
    public PwshSession()
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Pwsh", "session.ps1");
        string[] words = [Path.Combine(Folder, "pwsh.dll"), "-NoProfile", "-NonInteractive", "-File", script];
        _process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, words) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
    }

    /// <summary>What the last script said to the host, which no pipeline sees: what -WhatIf tells.</summary>
    public IReadOnlyList<string> Said => _said;

    public (IReadOnlyList<string> Output, IReadOnlyList<(string Id, string Message)> Errors) Tell(string script)
    {
        _process.StandardInput.WriteLine(Convert.ToBase64String(Encoding.UTF8.GetBytes(script)));
        _process.StandardInput.Flush();
        _said.Clear();
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            if (!line.StartsWith(Mark))
            {
                _said.Add(line);
                continue;
            }

            var answer = JsonNode.Parse(line[1..])!;
            return (
                [.. answer["Output"]!.AsArray().Select(o => (string)o!)],
                [.. answer["Errors"]!.AsArray().Select(e => ((string)e!["Id"]!, (string)e["Message"]!))]);
        }

        throw new InvalidOperationException($"pwsh ended at '{script}': {string.Join(" | ", _said)}");
    }

    /// <summary>Ends the session, as Ctrl-D does.</summary>
    /// <returns>The exit status.</returns>
    public int End()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}
