namespace Mlx5Sriov.Kernel.Programs;

/// <summary>A program that was started. Whoever disposes of it kills the program and the processes below it, if it runs still.</summary>
public interface IRunningTool : IAsyncDisposable
{
    /// <summary>The number of its process.</summary>
    int ProcessId { get; }

    /// <summary>
    /// The lines that it writes, as they come; each line is given once. The list ends when the program has ended. It does not wait for a daemon that the
    /// program left behind, even if that one keeps the streams open.
    /// </summary>
    /// <exception cref="KernelException">The time limit is over (ETIMEDOUT); the program is dead. It comes after the lines that were written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the program is dead.</exception>
    /// <remarks>The lines of one stream are in their order. Which of two lines on different streams was first is not known. Lines that nobody reads are kept
    /// in memory.</remarks>
    IAsyncEnumerable<ToolLine> Lines { get; }

    /// <summary>Writes to the program's standard input.</summary>
    /// <param name="text">The text, as UTF-8; no newline is added.</param>
    /// <param name="cancellation">Ends the wait for a program that does not read; how much it got is then unknown.</param>
    /// <exception cref="KernelException">The program reads no more, or has ended (EPIPE).</exception>
    /// <exception cref="InvalidOperationException">The input is closed.</exception>
    /// <remarks>Equivalent to: <c>printf %s TEXT | PROGRAM ARGUMENTS</c>.</remarks>
    Task WriteAsync(string text, CancellationToken cancellation);

    /// <summary>Closes the program's standard input: it reads to the end. A second time does nothing.</summary>
    void CloseInput();

    /// <summary>Waits until the program has ended and all its lines are there.</summary>
    /// <param name="cancellation">Ends the wait, and leaves the program as it is.</param>
    /// <returns>Its exit status; 128 + N where signal N ended it.</returns>
    /// <exception cref="KernelException">The time limit is over (ETIMEDOUT); the program is dead.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled, or the program was, and then it is dead.</exception>
    Task<int> WaitForExitAsync(CancellationToken cancellation);
}
