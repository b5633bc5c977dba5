using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mlx5Sriov.Plans.Journals;

/// <summary>How facts are written in a journal: for each target its properties, so that the target stands once.</summary>
internal sealed class FactsJson : JsonConverter<IReadOnlyDictionary<Fact, string?>>
{
    /// <inheritdoc/>
    public override IReadOnlyDictionary<Fact, string?> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var groups = JsonSerializer.Deserialize(ref reader, JournalJson.Default.FactGroupArray) ?? [];
        if (groups.Any(g => g is not { Target.Name: not null, Values: not null })) throw new JsonException("A fact has no target or no value.");
        var facts = new Dictionary<Fact, string?>();
        foreach (var (target, values) in groups.Select(g => (g.Target, g.Values)))
        {
            foreach (var (property, value) in values) facts[new Fact(target, property)] = value;
        }

        return facts;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<Fact, string?> value, JsonSerializerOptions options) => JsonSerializer.Serialize(
        writer,
        [.. value.GroupBy(f => f.Key.Target).Select(of => new FactGroup(of.Key, of.ToDictionary(f => f.Key.Property, f => f.Value)))],
        JournalJson.Default.FactGroupArray);
}
