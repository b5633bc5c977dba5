using System.Management.Automation;

namespace Mlx5Sriov.Shell.Host;

/// <summary>The progress of what runs, on one line at the foot of the terminal's output; nothing where output is redirected.</summary>
internal sealed class ProgressLine(StandardStream output)
{
    private const int BarWidth = 20;
    private const long RedrawMilliseconds = 50;

    private readonly List<(long Source, ProgressRecord Record)> _active = [];
    private bool _isShown;
    private long _drawnAt;

    /// <summary>Takes a record in and shows the newest activity.</summary>
    public void Update(long source, ProgressRecord record)
    {
        if (!output.UnderstandsEscapes) return;

        var known = _active.RemoveAll(entry => entry.Source == source && entry.Record.ActivityId == record.ActivityId) > 0;
        var isCompleted = record.RecordType == ProgressRecordType.Completed;
        if (!isCompleted) _active.Add((source, record));

        // A loop may report thousands of times a second; the eye wants no more than the beginnings and ends.
        if (known && !isCompleted && Environment.TickCount64 - _drawnAt < RedrawMilliseconds) return;

        Hide();
        Show();
    }

    /// <summary>Takes the line away, so that something else can be written.</summary>
    public void Hide()
    {
        if (!_isShown) return;

        output.WriteRaw("\u001b[2K\r");
        _isShown = false;
    }

    /// <summary>Shows the line again if anything is in progress and the cursor is at the start of a line.</summary>
    public void Show()
    {
        if (_isShown || _active.Count == 0 || output.IsMidLine) return;

        var text = CellWidth.Fit(Describe(_active[^1].Record), ShellConsole.Width - 1);
        output.Write(PSStyle.Instance.Progress.Style + text + PSStyle.Instance.Reset + "\r");
        _isShown = true;
        _drawnAt = Environment.TickCount64;
    }

    /// <summary>Nothing runs any more: takes the line away and forgets what was in progress.</summary>
    public void Clear()
    {
        Hide();
        _active.Clear();
    }

    internal static string Describe(ProgressRecord record)
    {
        var text = record.Activity;
        if (record.PercentComplete is >= 0 and <= 100 and var percent)
        {
            var filled = percent * BarWidth / 100;
            text += $" [{new string('#', filled)}{new string(' ', BarWidth - filled)}] {percent}%";
        }

        if (!string.IsNullOrWhiteSpace(record.StatusDescription)) text += $": {record.StatusDescription}";
        if (!string.IsNullOrWhiteSpace(record.CurrentOperation)) text += $" ({record.CurrentOperation})";
        if (record.SecondsRemaining >= 0) text += $", {record.SecondsRemaining} s left";
        return text.ReplaceLineEndings(" ");
    }
}
