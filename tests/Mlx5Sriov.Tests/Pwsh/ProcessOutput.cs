using System.Diagnostics;
using System.Text;

namespace Mlx5Sriov.Tests.Pwsh;

/// <summary>What a process has written so far, in which a test waits for what it expects.</summary>
internal sealed class ProcessOutput
{
    /// <summary>Only a process that hangs comes near it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly StringBuilder _text = new();
    private bool _isWhole;
    private int _seen;

    /// <summary>Adds what was read; an empty text ends it.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        lock (_text)
        {
            _text.Append(text);
            _isWhole = text.IsEmpty;
            Monitor.PulseAll(_text);
        }
    }

    /// <summary>Waits until the output since the last wait holds <paramref name="text"/>, and goes behind it.</summary>
    public void WaitFor(string text)
    {
        var patience = Stopwatch.StartNew();
        lock (_text)
        {
            int at;
            while ((at = _text.ToString().IndexOf(text, _seen, StringComparison.Ordinal)) < 0)
            {
                if (_isWhole || patience.Elapsed > Patience) throw new TimeoutException($"No '{text}' in: {_text}");
                Monitor.Wait(_text, TimeSpan.FromMilliseconds(100));
            }

            _seen = at + text.Length;
        }
    }

    public override string ToString()
    {
        lock (_text) return _text.ToString();
    }
}
