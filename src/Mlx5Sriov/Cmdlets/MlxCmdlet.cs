using System.Management.Automation;

using Mlx5Sriov.Inventory;
using Mlx5Sriov.Kernel;
using Mlx5Sriov.Session;

namespace Mlx5Sriov.Cmdlets;

/// <summary>What all cmdlets share: the session's host, Ctrl-C, and refusals as non-terminating errors.</summary>
public abstract class MlxCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private HostSnapshot? _snapshot;

    /// <summary>Cancelled when the user presses Ctrl-C.</summary>
    protected CancellationToken Cancellation => _stop.Token;

    internal static HostSession Session => HostSession.Current;

    internal static SriovHost SriovHost => Session.Host;

    /// <summary>The host as it is now, read once for the whole pipeline.</summary>
    internal HostSnapshot Snapshot => _snapshot ??= new HostSnapshot(SriovHost);

    /// <summary>Frees the cancellation source.</summary>
    public void Dispose()
    {
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Does one target's work: a refusal becomes that target's error, and the pipeline goes on with the next.</summary>
    /// <param name="target">What the error is about.</param>
    /// <param name="work">The work.</param>
    protected void Attempt(object? target, Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            Cancellation.ThrowIfCancellationRequested();
            work();
        }
        catch (SriovException refusal)
        {
            WriteError(ErrorTranslation.Record(refusal, target));
        }
        catch (OperationCanceledException) when (Cancellation.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
