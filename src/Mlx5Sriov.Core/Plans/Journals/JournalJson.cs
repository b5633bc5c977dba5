using System.Text.Json.Serialization;

using Mlx5Sriov.Json;

namespace Mlx5Sriov.Plans.Journals;

/// <summary>How the values of journals are written: as their users read them, so that a journal can be read by eye.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(TextJson.Pci), typeof(TextJson.Mac), typeof(TextJson.Guid), typeof(TextJson.Rate), typeof(TextJson.Scope),
        typeof(ChangeStateJson), typeof(FactsJson),
    ])]
[JsonSerializable(typeof(JournalFormat))]
[JsonSerializable(typeof(JournalHead))]
[JsonSerializable(typeof(JournalStep))]
[JsonSerializable(typeof(FactGroup[]))]
[JsonSerializable(typeof(JournalOutcome))]
internal sealed partial class JournalJson : JsonSerializerContext;
