using System.IO.Pipes;
using System.Text;

using Mlx5Sriov.Kernel.Linux.Interop;

namespace Mlx5Sriov.Kernel.Linux.Programs;

/// <summary>One of a program's streams, read in lines.</summary>
/// <param name="stream">The stream.</param>
/// <param name="take">Takes each line.</param>
internal sealed class ToolPipe(Stream stream, Action<string> take)
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder _line = new();
    private readonly byte[] _buffer = new byte[4096];
    private readonly char[] _characters = new char[Encoding.UTF8.GetMaxCharCount(4096)];

    private bool _isOver;

    /// <summary>Reads until the stream is at its end, or until the program is.</summary>
    public async Task ReadAsync(CancellationToken programEnded)
    {
        try
        {
            int count;
            while ((count = await stream.ReadAsync(_buffer, programEnded).ConfigureAwait(false)) > 0) Take(count);
            _isOver = true;
        }
        catch (OperationCanceledException)
        {
            // The rest is read by Finish.
        }
    }

    /// <summary>Reads what the program left in the pipe, now that it is dead: no more than was there, for another process may go on to write.</summary>
    public void Finish()
    {
        for (var left = _isOver ? 0 : Libc.Waiting(((PipeStream)stream).SafePipeHandle); left > 0;)
        {
            var count = stream.Read(_buffer, 0, Math.Min(left, _buffer.Length));
            if (count == 0) break;
            Take(count);
            left -= count;
        }

        var rest = _decoder.GetChars([], _characters, flush: true);
        if (rest > 0) _line.Append(_characters, 0, rest);
        if (_line.Length > 0) EndLine();
    }

    private void Take(int count)
    {
        var text = _characters.AsSpan(0, _decoder.GetChars(_buffer.AsSpan(0, count), _characters, flush: false));
        for (int end; (end = text.IndexOf('\n')) >= 0; text = text[(end + 1)..])
        {
            _line.Append(text[..end]);
            EndLine();
        }

        _line.Append(text);
    }

    private void EndLine()
    {
        if (_line.Length > 0 && _line[^1] == '\r') _line.Length--;
        take(_line.ToString());
        _line.Clear();
    }
}
