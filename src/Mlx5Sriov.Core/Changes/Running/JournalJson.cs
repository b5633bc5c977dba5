using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mlx5Sriov.Changes;

/// <summary>How the values of journals are written: as their users read them, so that a journal can be read by eye.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TextJson.Pci), typeof(TextJson.Mac), typeof(TextJson.Guid), typeof(TextJson.Rate), typeof(TextJson.State)])]
[JsonSerializable(typeof(JournalHead))]
[JsonSerializable(typeof(JournalStep))]
[JsonSerializable(typeof(JournalOutcome))]
internal sealed partial class JournalJson : JsonSerializerContext;

/// <summary>Values in JSON as their own text.</summary>
/// <typeparam name="T">The value.</typeparam>
/// <param name="parse">Reads the text.</param>
internal abstract class TextJson<T>(Func<string, T> parse) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return parse(reader.GetString() ?? "");
        }
        catch (FormatException wrong)
        {
            throw new JsonException(wrong.Message, wrong);
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value!.ToString());
}

/// <summary>The values that operations carry.</summary>
internal static class TextJson
{
    public sealed class Pci() : TextJson<PciAddress>(PciAddress.Parse);

    public sealed class Mac() : TextJson<MacAddress>(MacAddress.Parse);

    public sealed class Guid() : TextJson<InfinibandGuid>(InfinibandGuid.Parse);

    public sealed class Rate() : TextJson<Bandwidth>(Bandwidth.Parse);

    // One state by its name: Enum.Parse takes numbers and several too.
    public sealed class State() : TextJson<ChangeState>(text =>
        Enum.IsDefined(typeof(ChangeState), text) ? Enum.Parse<ChangeState>(text) : throw new FormatException($"'{text}' is no state of a change."));
}
