using Mlx5Sriov.Kernel;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Sysfs;

namespace Mlx5Sriov.Firmware.Boots;

/// <summary>
/// In which run of the host firmware settings got the value that they have for the next restart, as far as journals tell: where that was an earlier one, a
/// restart has been and did not bring the value into force.
/// </summary>
/// <param name="host">The host.</param>
internal sealed class FirmwareBoots(SriovHost host)
{
    private readonly Lazy<string?> _now = new(() => BootId.Read(host.KernelFiles));
    private readonly Lazy<IReadOnlyList<JournalEntry>> _changes = new(() => Changes(new Journal(host)));

    /// <summary>The change of an earlier run of the host that set a value; null where none did, or it is not known.</summary>
    /// <param name="fact">The setting.</param>
    /// <param name="next">Its value for the next restart.</param>
    public JournalEntry? EarlierOf(Fact fact, string next) => Setter(fact, next) is { } change && _now.Value is { } now && change.BootId != now ? change : null;

    /// <summary>Whether a change of this run of the host set a value.</summary>
    /// <param name="fact">The setting.</param>
    /// <param name="next">Its value for the next restart.</param>
    public bool IsOfNow(Fact fact, string next) => Setter(fact, next) is { } change && change.BootId == _now.Value;

    // The newest that set it counts: what was set, changed and set again is as new as the last.
    private JournalEntry? Setter(Fact fact, string next) =>
        _changes.Value.LastOrDefault(change => change.After!.ContainsKey(fact)) is { } last && last.After![fact] == next ? last : null;

    // Who may not read journals, or meets a damaged one, does without.
    private static IReadOnlyList<JournalEntry> Changes(Journal journal)
    {
        try
        {
            return [.. journal.Ids().Select(id => Read(journal, id)).OfType<JournalEntry>()
                .Where(change => change is { State: ChangeState.Done, BootId: not null, After: not null } && journal.IsOfThisHost(change))];
        }
        catch (SriovException)
        {
            return [];
        }
    }

    private static JournalEntry? Read(Journal journal, string id)
    {
        try
        {
            return journal.Read(id);
        }
        catch (SriovException)
        {
            return null;
        }
    }
}
