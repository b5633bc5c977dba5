using System.Text.Json.Serialization.Metadata;

using Mlx5Sriov.Planning.Firmware;
using Mlx5Sriov.Planning.Groups;
using Mlx5Sriov.Planning.Ports;
using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Json;

/// <summary>Which wishes a saved plan may have, each by the word that stands for it in JSON. A wish does not know the others, so they stand here.</summary>
internal static class WishKinds
{
    private static readonly JsonDerivedType[] s_kinds =
    [
        new(typeof(PfSettingsWish), "pf"),
        new(typeof(VfSettingsWish), "vfs"),
        new(typeof(RateGroupsWish), "groups"),
        new(typeof(FirmwareSettingsWish), "firmware"),
    ];

    /// <summary>Lets a wish be written and read with its kind.</summary>
    /// <param name="type">The type whose JSON form is being made.</param>
    public static void AddTo(JsonTypeInfo type)
    {
        if (type.Type != typeof(IWish)) return;
        type.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "kind" };
        foreach (var kind in s_kinds) type.PolymorphismOptions.DerivedTypes.Add(kind);
    }
}
