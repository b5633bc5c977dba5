using System.Management.Automation;

using Mlx5Sriov.Binding;
using Mlx5Sriov.Completion;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Selection;

namespace Mlx5Sriov.Cmdlets.Changes;

/// <summary>Undo-MlxChange: puts back what was there before a change, from its journal; also after the process that made it died half-way.</summary>
[Cmdlet(VerbsCommon.Undo, "MlxChange", SupportsShouldProcess = true)]
[OutputType(typeof(JournalEntry))]
public sealed class UndoMlxChangeCommand : LockingCmdlet
{
    private readonly HashSet<string> _ids = [];
    private bool _isNewestMeant;

    /// <summary>The changes' ids. Without one: the newest change that is done, interrupted or incomplete.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ChangeIdCompleter))]
    [NameArgument]
    [ValidateNotNullOrEmpty]
    public string[]? Id { get; set; }

    /// <summary>
    /// Takes VFs away from those who use them, and does not ask though something is lost for good. Of a VF held through vfio or vhost-vdpa the kernel
    /// waits until its holder lets go, and nothing can interrupt that wait.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Emits the changes as they are afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // The engine comes here once where nothing is piped, and not at all where the pipeline brings nothing or nothing that names a change.
        if (Id is null) _isNewestMeant = true;
        else _ids.UnionWith(Id);
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Attempt(null, () =>
    {
        // The newest first, whatever the order in which they come: each puts back what was there before it.
        var journal = new Journal(SriovHost);
        if (_isNewestMeant) _ids.Add(ChangeSelection.Newest(journal, Attempt).Id);
        foreach (var id in _ids.OrderDescending(StringComparer.Ordinal))
            Attempt(id, () => Undo(ChangeSelection.Undoable(journal, id)));
    });

    private static string Acts(int count) => count == 1 ? "1 act" : $"{count} acts";

    private static string Overwrites(IReadOnlyList<string> since) =>
        since.Count == 0 ? "" : $"{Environment.NewLine}This overwrites what came later: {string.Join(" ", since)}";

    private void Undo(JournalEntry entry)
    {
        if (!entry.IsReversible) WriteWarning($"{entry.Id}: not all of it can be undone.");
        var progress = new PlanReporter(this, entry.Title);
        var runner = Runner(progress);
        var acts = runner.ActsOfUndo(entry);
        var costs = runner.CostOfUndo(entry, Force);
        foreach (var warning in Advice.On(costs.Warnings, costs.RemedyOf)) WriteWarning(warning);
        string[] losses = [.. Advice.On(costs.Losses, costs.RemedyOf)];
        var since = runner.OverwrittenByUndo(entry);
        if (since.Count > 0 && !Force && !IsToldFirst) throw new ChangedSinceException(entry.Id, entry.Title, entry.Pf, since);
        foreach (var later in since) WriteWarning(later);
        var act = $"Undo {entry.Title} on {entry.Pf}";
        if (!AgreesToLoss(losses, Force, $"{act}?", entry.Pf)) return;
        if (!Consents(acts, $"{act}: {Acts(acts.Count)}", () => $"{string.Join("; ", acts)}.{Overwrites(since)}{Loses(losses)}", $"{act}?")) return;
        try
        {
            var after = runner.Undo(entry, Force, agreed: since, Cancellation);
            if (PassThru) WriteObject(after);
        }
        finally
        {
            progress.End();
        }
    }
}
