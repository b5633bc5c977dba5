using System.Text.Json.Serialization;

using Mlx5Sriov.Counters;
using Mlx5Sriov.Firmware;
using Mlx5Sriov.Planning.Firmware;
using Mlx5Sriov.Planning.Groups;
using Mlx5Sriov.Planning.Ports;
using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans;
using Mlx5Sriov.Rates;

namespace Mlx5Sriov.Json;

/// <summary>
/// The types that have a JSON form: what cmdlets emit, and the values of their properties. A change is not among them, for its form is that of a
/// journal's lines.
/// </summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true, Converters =
[
    typeof(TextJson.Pci), typeof(TextJson.Mac), typeof(TextJson.Guid), typeof(TextJson.Rate),
    typeof(TextJson.Vlans), typeof(TextJson.Trunk), typeof(TextJson.Indexes), typeof(TextJson.Scope), typeof(TextJson.FirmwareText),
])]
[JsonSerializable(typeof(PhysicalFunction))]
[JsonSerializable(typeof(VirtualFunction))]
[JsonSerializable(typeof(VfTrunk))]
[JsonSerializable(typeof(RateGroup))]
[JsonSerializable(typeof(VfStatistic))]
[JsonSerializable(typeof(VfTrafficRate))]
[JsonSerializable(typeof(VfBandwidth))]
[JsonSerializable(typeof(FirmwareSetting))]
[JsonSerializable(typeof(ChangePlan))]
[JsonSerializable(typeof(PfSettingsWish))]
[JsonSerializable(typeof(VfSettingsWish))]
[JsonSerializable(typeof(RateGroupsWish))]
[JsonSerializable(typeof(FirmwareSettingsWish))]
internal sealed partial class ObjectJsonContext : JsonSerializerContext;
