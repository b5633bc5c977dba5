using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

using Mlx5Sriov.Json;

namespace Mlx5Sriov.Plans.Journals;

/// <summary>
/// A journal as text, one JSON value a line: the change, each of its steps, and what became of it, of which the last line holds. So a change is closed by
/// one short line at the end, however many steps it has.
/// </summary>
internal static class JournalText
{
    // Arrows and names as they are: no browser reads it.
    private static readonly JournalJson s_json =
        new(new JsonSerializerOptions(JournalJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The whole journal.</summary>
    public static string Of(JournalEntry entry)
    {
        var head = new JournalHead { Format = JournalHead.CurrentFormat, Change = entry, Steps = entry.Steps.Count };
        var text = new StringBuilder(Line(head, s_json.JournalHead));
        foreach (var step in entry.Steps) text.Append(Line(step, s_json.JournalStep));
        return text.Append(Outcome(entry)).ToString();
    }

    /// <summary>The line that tells what has become of the change.</summary>
    public static string Outcome(JournalEntry entry) => Line(JournalOutcome.Of(entry), s_json.JournalOutcome);

    /// <summary>Reads a journal.</summary>
    /// <exception cref="DamagedJournalException">It is damaged.</exception>
    /// <exception cref="NewerJournalException">Its format is newer than this version.</exception>
    public static JournalEntry Parse(string path, string text)
    {
        // What stands behind the last newline was being written when its process died.
        string[] lines = text.Split('\n')[..^1];
        CheckFormat(path, lines.ElementAtOrDefault(0) ?? "");
        var head = Value(0, s_json.JournalHead, h => h.Change is { Id: not null, Title: not null, Scope: not null });
        if (head.Steps < 0 || head.Steps > lines.Length - 2) throw Damaged(path, lines[^1], lines.Length, "its lines end early");
        var steps = Enumerable.Range(1, head.Steps).Select(at => Value(at, s_json.JournalStep, IsWhole)).ToArray();
        var outcomes = Enumerable.Range(1 + head.Steps, lines.Length - 1 - head.Steps).Select(at => Value(at, s_json.JournalOutcome, _ => true)).ToArray();
        var end = outcomes[^1];
        return head.Change with
        {
            Title = PlainText.Of(head.Change.Title),
            Scope = new PlanScope([.. head.Change.Scope.Parts.Select(Shown)]),
            Steps = [.. steps.Select(Shown)],
            State = end.State,
            Failure = PlainText.Of(end.Failure),
            Residue = [.. (end.Residue ?? []).Select(r => PlainText.Of(r))],
            After = end.After,
            Tried = end.Tried is { } tried ? Math.Clamp(tried, 0, steps.Length) : null,
        };

        T Value<T>(int at, JsonTypeInfo<T> type, Func<T, bool> isWhole) => JournalText.Value(path, lines.ElementAtOrDefault(at) ?? "", at + 1, type, isWhole);
    }

    /// <summary>What has become of a change, without a look at its steps.</summary>
    /// <exception cref="DamagedJournalException">The journal's end is damaged.</exception>
    /// <exception cref="NewerJournalException">Its format is newer than this version.</exception>
    public static ChangeState StateOf(string path, string text)
    {
        CheckFormat(path, text[..Math.Max(0, text.IndexOf('\n', StringComparison.Ordinal))]);
        var end = Math.Max(0, text.LastIndexOf('\n'));
        var start = end == 0 ? 0 : text.LastIndexOf('\n', end - 1) + 1;
        return Value(path, text[start..end], text.AsSpan(0, end).Count('\n') + 1, s_json.JournalOutcome, _ => true).State;
    }

    // A newer format may have lines that this version cannot read, so its number is read alone, before all else.
    private static void CheckFormat(string path, string line)
    {
        var format = Value(path, line, 1, s_json.JournalFormat, _ => true).Format;
        if (format > JournalHead.CurrentFormat) throw new NewerJournalException(path, format, JournalHead.CurrentFormat);
        if (format < 1) throw new DamagedJournalException(path, "its first line tells no format, so that a version before the first release wrote it");
    }

    private static JournalStep Shown(JournalStep step) =>
        step with { Target = Shown(step.Target), Description = PlainText.Of(step.Description), Command = PlainText.Of(step.Command) };

    private static ScopePart Shown(ScopePart part) => part with { Name = PlainText.Of(part.Name) };

    private static ChangeTarget Shown(ChangeTarget target) =>
        target with { Name = PlainText.Of(target.Name), Group = PlainText.Of(target.Group) };

    private static bool IsWhole(JournalStep step) =>
        step is { Target.Name: not null, Description: not null, Command: not null, Undo: { } undo } && undo.All(o => o is not null);

    private static string Line<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.Serialize(value, type) + '\n';

    private static T Value<T>(string path, string line, int number, JsonTypeInfo<T> type, Func<T, bool> isWhole)
    {
        try
        {
            return JsonSerializer.Deserialize(line, type) is { } value && isWhole(value) ? value : throw new JsonException();
        }
        catch (Exception damaged) when (damaged is JsonException or NotSupportedException)
        {
            // An operation without its discriminator is a NotSupportedException.
            throw Damaged(path, line, number, JsonFault.Words(damaged));
        }
    }

    private static DamagedJournalException Damaged(string path, string line, int number, string how)
    {
        var shown = line[..Math.Min(80, line.Length)] + (line.Length > 80 ? "..." : "");
        return new DamagedJournalException(path, $"line {number} reads '{shown}' ({how})");
    }
}
