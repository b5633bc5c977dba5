using System.Diagnostics;
using System.Management.Automation;

using Mlx5Sriov.Plans.Running;

namespace Mlx5Sriov.Cmdlets;

/// <summary>Tells how far a plan has come: every step as a verbose message, and a progress bar where it takes a second or is known to.</summary>
/// <param name="cmdlet">The cmdlet that runs it.</param>
/// <param name="activity">What it does.</param>
internal sealed class PlanReporter(Cmdlet cmdlet, string activity)
{
    private const int ActivityId = 1;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly long _start = Stopwatch.GetTimestamp();
    private bool _shown;

    public void Report(PlanProgress progress)
    {
        try
        {
            Tell(progress);
        }
        catch (PipelineStoppedException)
        {
            // After Ctrl-C every message is refused so. The runner learns of it from its cancellation, and must not be kept from putting things back.
        }
        catch (PSInvalidOperationException)
        {
            // With -Debug the engine asks after each message, and a session that nobody sits at cannot be asked. Not telling a step is no reason to stop.
        }
    }

    public void End()
    {
        if (_shown) cmdlet.WriteProgress(new ProgressRecord(ActivityId, activity, "Done") { RecordType = ProgressRecordType.Completed });
    }

    private void Tell(PlanProgress progress)
    {
        if (progress.Step is null) return;
        if (progress.Waiting is null) cmdlet.WriteVerbose($"{(progress.IsUndo ? "Undo: " : "")}{progress.Step}");
        if (!_shown && Stopwatch.GetElapsedTime(_start) < s_patience && !(progress.Expected >= s_patience)) return;
        _shown = true;
        cmdlet.WriteProgress(new ProgressRecord(ActivityId, progress.IsUndo ? $"Undo {activity}" : activity, progress.Step)
        {
            PercentComplete = 100 * progress.Done / progress.Total,
            CurrentOperation = progress.Waiting,
            SecondsRemaining = progress is { Expected: { } expected, Waiting: null } ? (int)Math.Ceiling(expected.TotalSeconds) : -1,
        });
    }
}
