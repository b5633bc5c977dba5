using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Mlx5Sriov.Changes;

/// <summary>
/// A journal as text, one JSON value a line: the change, each of its steps, and what became of it, of which the last line holds. So a change is closed by
/// one short line at the end, however many steps it has.
/// </summary>
internal static class JournalText
{
    // Arrows and names as they are: no browser reads it.
    private static readonly JournalJson s_json = new(new JsonSerializerOptions(JournalJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The whole journal.</summary>
    public static string Of(JournalEntry entry)
    {
        var text = new StringBuilder(Line(new JournalHead { Change = entry, Steps = entry.Steps.Count }, s_json.JournalHead));
        foreach (var step in entry.Steps) text.Append(Line(step, s_json.JournalStep));
        return text.Append(Outcome(entry)).ToString();
    }

    /// <summary>The line that tells what has become of the change.</summary>
    public static string Outcome(JournalEntry entry) => Line(JournalOutcome.Of(entry), s_json.JournalOutcome);

    /// <summary>Reads a journal.</summary>
    /// <exception cref="MalformedTextException">It is damaged.</exception>
    public static JournalEntry Parse(string id, string text)
    {
        var lines = text.Split('\n');
        var head = Value(id, text, lines[0], s_json.JournalHead);
        var steps = lines.Skip(1).Take(head.Steps).Select(line => Value(id, text, line, s_json.JournalStep)).ToArray();
        if (steps.Length != head.Steps || head.Change is null) throw Damaged(id, text, "its steps end early");
        var outcome = LastOutcome(id, text);
        return head.Change with { Steps = steps, State = outcome.State, Failure = outcome.Failure, Residue = outcome.Residue ?? [] };
    }

    /// <summary>What has become of a change, without a look at its steps.</summary>
    /// <exception cref="MalformedTextException">The journal is damaged.</exception>
    public static ChangeState StateOf(string id, string text) => LastOutcome(id, text).State;

    // What stands behind the last newline was being written when its process died.
    private static JournalOutcome LastOutcome(string id, string text)
    {
        var end = text.LastIndexOf('\n');
        var start = end <= 0 ? -1 : text.LastIndexOf('\n', end - 1);
        return start < 0 ? throw Damaged(id, text, "its lines end early") : Value(id, text, text[(start + 1)..end], s_json.JournalOutcome);
    }

    private static string Line<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.Serialize(value, type) + '\n';

    private static T Value<T>(string id, string text, string line, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(line, type) ?? throw new JsonException("null");
        }
        catch (Exception damaged) when (damaged is JsonException or NotSupportedException)
        {
            // An operation without its discriminator is a NotSupportedException.
            throw Damaged(id, text, damaged.Message);
        }
    }

    private static MalformedTextException Damaged(string id, string text, string how) => new($"journal {id}", text, $"a journal ({how})");
}
