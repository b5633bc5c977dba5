using System.Text.Json;
using System.Text.Json.Nodes;

using Mlx5Sriov.Changes;

namespace Mlx5Sriov.Json;

/// <summary>
/// What the module's objects are in JSON: their properties, under their own names and all of them, with values as their users write them: words for enums,
/// <c>0000:05:00.2</c> for an address, <c>10Gbit</c> for a rate, null for what is not known.
/// </summary>
public static class ObjectJson
{
    /// <summary>An object in JSON.</summary>
    /// <param name="value">An object of the module, or a value that one has.</param>
    /// <param name="node">The object in JSON.</param>
    /// <returns>Whether the object is one of those that have a JSON form.</returns>
    public static bool TryWrite(object value, out JsonNode? node)
    {
        ArgumentNullException.ThrowIfNull(value);
        node = ObjectJsonContext.Default.GetTypeInfo(value.GetType()) is { } type ? JsonSerializer.SerializeToNode(value, type) : null;
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
            return node.Deserialize(ObjectJsonContext.Default.ChangePlan) is { } plan && IsWhole(plan) ? plan : throw new JsonException("something is missing");
        }
        catch (Exception wrong) when (wrong is JsonException or NotSupportedException or ArgumentException)
        {
            throw new FormatException($"This is no whole plan: {wrong.Message.TrimEnd('.')}.", wrong);
        }
    }

    // What is missing in the text is null, whatever the type says.
    private static bool IsWhole(ChangePlan plan) =>
        plan is { Wish.Title: not null, Host.Id: not null, Pf: not null, Steps: { } steps, Warnings: not null }
        && plan.Wish.PciAddress == plan.PciAddress
        && steps.All(s => s is { Target: not null, Description: not null, Operation: not null, Affected: not null, Undo: { } undo }
            && undo.All(o => o is not null));
}
