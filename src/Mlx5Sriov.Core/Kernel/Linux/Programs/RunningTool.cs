using System.Diagnostics;
using System.Threading.Channels;

using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Kernel.Programs;

namespace Mlx5Sriov.Kernel.Linux.Programs;

/// <summary>A process that is followed: its own end is the end, whoever else has its streams open.</summary>
internal sealed class RunningTool : IRunningTool
{
    private readonly Process _process;
    private readonly string _act;
    private readonly TimeSpan? _limit;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenSource _kill;
    private readonly Channel<ToolLine> _lines = Channel.CreateUnbounded<ToolLine>();
    private readonly Task<int> _exit;

    private bool _isInputClosed;
    private bool _isDisposed;

    /// <summary>Follows a process.</summary>
    /// <param name="process">The process; its streams lead here.</param>
    /// <param name="act">The command.</param>
    /// <param name="limit">How long it may run; null for as long as it likes.</param>
    /// <param name="cancellation">Kills it.</param>
    public RunningTool(Process process, string act, TimeSpan? limit, CancellationToken cancellation)
    {
        (_process, _act, _limit, _cancellation, ProcessId) = (process, act, limit, cancellation, process.Id);
        _kill = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (limit is { } time) _kill.CancelAfter(time);
        _exit = FollowAsync();
    }

    public int ProcessId { get; }

    public IAsyncEnumerable<ToolLine> Lines => _lines.Reader.ReadAllAsync(CancellationToken.None);

    public async Task WriteAsync(string text, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (_isInputClosed) throw new InvalidOperationException($"The input of '{_act}' is closed.");
        try
        {
            await _process.StandardInput.BaseStream.WriteAsync(TextFile.Encoding.GetBytes(text), cancellation).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // A pipe has no other failure than that nobody reads it.
            throw new KernelException(Errno.EPIPE, $"printf %s {ShellWord.Quote(text)} | {_act}");
        }
    }

    public void CloseInput()
    {
        _isInputClosed = true;
        _process.StandardInput.BaseStream.Dispose();
    }

    public Task<int> WaitForExitAsync(CancellationToken cancellation) => _exit.WaitAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        await _kill.CancelAsync().ConfigureAwait(false);
        await ((Task)_exit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _process.Dispose();
        _kill.Dispose();
    }

    private async Task<int> FollowAsync()
    {
        try
        {
            var code = await EndAsync().ConfigureAwait(false);
            _lines.Writer.Complete();
            return code;
        }
        catch (Exception failure)
        {
            _lines.Writer.Complete(failure);
            throw;
        }
    }

    private async Task<int> EndAsync()
    {
        var output = new ToolPipe(_process.StandardOutput.BaseStream, line => _lines.Writer.TryWrite(new ToolLine(LineSource.Output, line)));
        var error = new ToolPipe(_process.StandardError.BaseStream, line => _lines.Writer.TryWrite(new ToolLine(LineSource.Error, line)));
        using var ended = new CancellationTokenSource();
        var reading = Task.WhenAll(output.ReadAsync(ended.Token), error.ReadAsync(ended.Token));
        var isKilled = false;
        try
        {
            await _process.WaitForExitAsync(_kill.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            isKilled = true;
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        await ended.CancelAsync().ConfigureAwait(false);
        await reading.ConfigureAwait(false);
        output.Finish();
        error.Finish();
        if (!isKilled) return _process.ExitCode;
        if (_isDisposed || _cancellation.IsCancellationRequested) throw new OperationCanceledException(_cancellation);
        throw new KernelException(Errno.ETIMEDOUT, _act, $"it ran for {_limit}, which is its limit, and was killed");
    }
}
