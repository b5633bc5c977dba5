using System.Globalization;

using Mlx5Sriov.Inventory;
using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Records;
using Mlx5Sriov.Sysfs;

namespace Mlx5Sriov.Plans.Journals;

/// <summary>
/// The journals of a host. A plan's is saved, with all that undoes it, before its first write; so a process that dies half-way leaves what it takes to
/// put things back. Undoing restores what was there before, whether a step was reached or not, so no step needs a mark of its own.
/// </summary>
public sealed class Journal(SriovHost host)
{
    private const int Kept = 50;

    /// <summary>The ids of the changes there are, the oldest first.</summary>
    /// <returns>The ids.</returns>
    /// <exception cref="KernelException">No permission to list them (EACCES).</exception>
    public IReadOnlyList<string> Ids() => host.Changes.List();

    /// <summary>Reads one change; that of a process that died shows as interrupted.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The entry; null where there is none of that id.</returns>
    /// <exception cref="KernelException">No permission to read it (EACCES).</exception>
    /// <exception cref="DamagedJournalException">The journal is damaged, or holds what this module does not write.</exception>
    /// <exception cref="NewerJournalException">A newer version of the module wrote the journal.</exception>
    /// <exception cref="UntrustedPathException">The journal is not root's alone.</exception>
    public JournalEntry? Read(string id)
    {
        // An id comes from a command line: what cannot be one is that of no change.
        if (!JournalId.IsPlain(id) || host.Changes.Load(id) is not { } text) return null;
        var path = host.Changes.PathOf(id);
        var entry = JournalText.Parse(path, text);
        if (JournalTrust.Objection(id, entry) is { } objection) throw new DamagedJournalException(path, objection);

        // The lock ends with the process that made the change; another may have taken it since.
        return entry.State == ChangeState.Running && host.Changes.HolderOf(entry.Scope.Parts[0].Lock)?.ProcessId != entry.ProcessId
            ? entry with { State = ChangeState.Interrupted }
            : entry;
    }

    /// <summary>Whether a change was made on this host; one whose journal does not tell counts as made here.</summary>
    /// <param name="entry">The change.</param>
    /// <returns>False for one whose journal came from another host with a copy of its disk.</returns>
    public bool IsOfThisHost(JournalEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.Host is null || entry.Host == host.Identity.Id;
    }

    internal JournalEntry Begin(ChangePlan plan, HostSnapshot snapshot)
    {
        var entry = new JournalEntry
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{host.Clock.Now:yyyyMMdd'T'HHmmss'.'fffffff}-{Environment.ProcessId}"),
            Title = plan.Wish.Title,
            Scope = plan.Scope,
            Host = host.Identity.Id,
            Started = host.Clock.Now,
            ProcessId = Environment.ProcessId,
            State = ChangeState.Running,
            IsReversible = plan.IsReversible,
            BootId = plan.Scope.FirmwareParts.Any() ? BootId.Read(host.KernelFiles) : null,
            Steps = [.. plan.Steps.Select(s => new JournalStep(s.Target, s.Description, s.Command, s.Undo) { IsReversible = s.IsReversible })],
        };
        entry = entry with { Before = new ScopeState(host, entry).Read(snapshot) };
        Save(entry);
        Prune();
        return entry;
    }

    internal void Save(JournalEntry entry) => host.Changes.Save(entry.Id, JournalText.Of(entry));

    // Not waited for the disk: what takes the power takes the VFs and all their settings too.
    internal void Close(JournalEntry entry)
    {
        try
        {
            host.Changes.Append(entry.Id, JournalText.Outcome(entry));
        }
        catch (KernelException gone) when (gone.Errno == Errno.ENOENT)
        {
            // Somebody has deleted it meanwhile; the change can still be undone.
            Save(entry);
        }
    }

    // The oldest finished ones go; one that still awaits its undo never does.
    private void Prune()
    {
        var ids = host.Changes.List();
        foreach (var id in ids.Take(Math.Max(0, ids.Count - Kept)))
        {
            if (IsFinished(id)) host.Changes.Delete(id);
        }
    }

    // One whose end is damaged is left for whoever looks at it, and stops no change.
    private bool IsFinished(string id)
    {
        try
        {
            return host.Changes.Load(id) is { } text
                && JournalText.StateOf(host.Changes.PathOf(id), text) is not (ChangeState.Running or ChangeState.Incomplete);
        }
        catch (SriovException)
        {
            return false;
        }
    }
}
