using System.Text.Json;
using System.Text.Json.Serialization;

using Mlx5Sriov.Firmware;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Json;

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

/// <summary>The values that have a text of their own.</summary>
internal static class TextJson
{
    public sealed class Pci() : TextJson<PciAddress>(PciAddress.Parse);

    public sealed class Mac() : TextJson<MacAddress>(MacAddress.Parse);

    public sealed class Guid() : TextJson<InfinibandGuid>(InfinibandGuid.Parse);

    public sealed class Rate() : TextJson<Bandwidth>(Bandwidth.Parse);

    public sealed class Vlans() : TextJson<VlanSet>(VlanSet.Parse);

    public sealed class Trunk() : TextJson<VlanTrunk>(VlanTrunk.Parse);

    public sealed class Indexes() : TextJson<VfIndexSet>(text => text.Length == 0 ? new VfIndexSet([]) : VfIndexSet.Parse(text));

    public sealed class FirmwareText() : TextJson<FirmwareValue>(FirmwareValue.Parse);

    public sealed class Scope() : TextJson<PlanScope>(PlanScope.Parse);
}
