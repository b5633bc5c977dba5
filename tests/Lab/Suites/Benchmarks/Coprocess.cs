using System.Diagnostics;
using System.Globalization;

namespace Mlx5Sriov.Lab;

/// <summary>A program that does what it is told line by line and measures it itself, so that neither its start nor the pipe is part of the time.</summary>
internal sealed class Coprocess : IDisposable
{
    private readonly Process _process;

    public Coprocess(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        _process = Process.Start(start)!;
    }

    /// <summary>Has something done, which must succeed.</summary>
    /// <param name="command">What.</param>
    /// <param name="expected">The number that it must answer: of VFs, messages, processes; null for any.</param>
    /// <exception cref="InvalidOperationException">It failed, or did less.</exception>
    public TimeSpan Do(string command, int? expected = null)
    {
        _process.StandardInput.WriteLine(command);
        var answer = _process.StandardOutput.ReadLine();
        return answer?.Split(' ') is [var nanoseconds, var number]
            && long.TryParse(nanoseconds, CultureInfo.InvariantCulture, out var time)
            && int.TryParse(number, CultureInfo.InvariantCulture, out var done)
            && (expected ?? done) == done
            ? TimeSpan.FromMicroseconds(time / 1000.0)
            : throw new InvalidOperationException($"'{command}': {answer ?? "no answer"}");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
