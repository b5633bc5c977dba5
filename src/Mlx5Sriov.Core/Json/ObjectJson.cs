using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

using Mlx5Sriov.Planning.Groups;
using Mlx5Sriov.Planning.Ports;
using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Json;

/// <summary>
/// What the module's objects are in JSON: their properties, under their own names and all of them, with values as their users write them: words for enums,
/// <c>0000:05:00.2</c> for an address, <c>10Gbit</c> for a rate, null for what is not known.
/// </summary>
public static class ObjectJson
{
    private static readonly JsonSerializerOptions s_options = new(ObjectJsonContext.Default.Options)
    {
        TypeInfoResolver = ObjectJsonContext.Default.WithAddedModifier(WishKinds.AddTo),
    };

    private static readonly JsonTypeInfo<ChangePlan> s_plan = (JsonTypeInfo<ChangePlan>)s_options.GetTypeInfo(typeof(ChangePlan));

    /// <summary>An object in JSON.</summary>
    /// <param name="value">An object of the module, or a value that one has.</param>
    /// <param name="node">The object in JSON.</param>
    /// <returns>Whether the object is one of those that have a JSON form.</returns>
    public static bool TryWrite(object value, out JsonNode? node)
    {
        ArgumentNullException.ThrowIfNull(value);
        node = s_options.TryGetTypeInfo(value.GetType(), out var type) ? JsonSerializer.SerializeToNode(value, type) : null;
        return node is not null;
    }

    /// <summary>Reads a plan back.</summary>
    /// <param name="node">The plan in JSON.</param>
    /// <returns>The plan, which can be carried out on its host as if it had been made in this session.</returns>
    /// <exception cref="FormatException">It is no plan, or only a part of one; the message says what is wrong.</exception>
    public static ChangePlan ReadPlan(JsonNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        try
        {
            var plan = node.Deserialize(s_plan) is { } read && IsWhole(read) ? read : throw new JsonException();
            RefuseAltered(node, JsonSerializer.SerializeToNode(plan, s_plan)!, "");
            return plan;
        }
        catch (Exception wrong) when (wrong is JsonException or NotSupportedException or ArgumentException)
        {
            throw new FormatException($"This is no whole plan: {JsonFault.Words(wrong)}.", wrong);
        }
    }

    // What a plan shows follows from what it does. Where the two differ in a file, somebody has altered it, and it would do other than it shows; and no plan
    // has characters that a terminal obeys. A property that the file has not is one that its
    // reader does not see, and one that a plan has not is its reader's own.
    private static void RefuseAltered(JsonNode? given, JsonNode? meant, string path)
    {
        switch (given, meant)
        {
            case (JsonObject here, JsonObject there):
                foreach (var (name, value) in here.Where(property => there.ContainsKey(property.Key)))
                    RefuseAltered(value, there[name], path.Length == 0 ? name : $"{path}.{name}");
                break;
            case (JsonArray here, JsonArray there) when here.Count == there.Count:
                for (var at = 0; at < here.Count; at++) RefuseAltered(here[at], there[at], $"{path}[{at}]");
                break;
            case (JsonValue here, _) when here.TryGetValue<string>(out var text) && PlainText.Of(text) != text:
                throw new FormatException($"This is no plan of this module: {path} holds characters that a terminal could take for a command.");
            default:
                if (!IsSame(given, meant)) throw new FormatException($"This plan was altered: {path} does not go with the rest of it.");
                break;
        }
    }

    // Words are read in any case, and numbers in any notation.
    private static bool IsSame(JsonNode? given, JsonNode? meant) =>
        JsonNode.DeepEquals(given, meant) || string.Equals($"{given}", $"{meant}", StringComparison.OrdinalIgnoreCase);

    // What is missing in the text is null, whatever the type says.
    private static bool IsWhole(ChangePlan plan) =>
        plan is { Wish.Title: not null, Host.Id: not null, Scope: not null, Steps: { } steps, Warnings: not null }
        && IsWhole(plan.Wish)
        && plan.Wish.Scope.Equals(plan.Scope)
        && steps.All(s => s is { Target.Name: not null, Description: not null, Operation: not null, Affected: not null, Undo: { } undo }
            && undo.All(o => o is not null));

    private static bool IsWhole(IWish wish) => wish switch
    {
        VfSettingsWish vfs => vfs.Wishes is { } wishes && wishes.All(w => w.Key is >= 0 and <= ushort.MaxValue && w.Value is not null),
        RateGroupsWish groups => groups.Wishes is { } wishes && wishes.All(w => w.Value is not null),
        PfSettingsWish pf => pf.Wish is not null,
        _ => true,
    };
}
