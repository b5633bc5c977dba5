using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json.Nodes;

using Mlx5Sriov.Json;

namespace Mlx5Sriov.Binding;

/// <summary>Objects of the pipeline in JSON: the module's by their own form, rows and tables by what they hold.</summary>
internal static class ObjectNode
{
    /// <summary>An object of the module in JSON, or a row; a value of another origin alone, such as a text, is neither.</summary>
    /// <exception cref="ForeignObjectException">It is neither, or it holds what the module does not give.</exception>
    public static JsonNode? OfItem(PSObject item) => item.BaseObject is PSCustomObject or IDictionary || IsOwn(item.BaseObject.GetType())
        ? Of(item)
        : throw new ForeignObjectException(item.BaseObject.GetType());

    /// <summary>An object in JSON.</summary>
    /// <param name="value">An object of the module, a row that holds values of such objects, or one that was saved or sent from another session.</param>
    /// <returns>Its JSON; null for null.</returns>
    /// <exception cref="ForeignObjectException">It is, or it holds, what the module does not give.</exception>
    public static JsonNode? Of(object? value) => value switch
    {
        null => null,
        PSObject { BaseObject: PSCustomObject } row => Object(row.Properties),
        PSObject wrapped => Extended(Of(wrapped.BaseObject), wrapped),
        string text => JsonValue.Create(text),
        bool truth => JsonValue.Create(truth),
        DateTime time => JsonValue.Create(time),
        DateTimeOffset time => JsonValue.Create(time),
        Enum or TimeSpan or Guid or Version => JsonValue.Create(Convert.ToString(value, CultureInfo.InvariantCulture)),
        _ when Number(value) is { } number => number,
        _ when ObjectJson.TryWrite(value, out var node) => node,
        IDictionary table => new JsonObject(table.Cast<DictionaryEntry>().Select(e => KeyValuePair.Create($"{e.Key}", Of(e.Value)))),
        IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(Of)]),
        _ when IsOwn(value.GetType()) => Object(PSObject.AsPSObject(value).Properties.Where(p => p.MemberType == PSMemberTypes.Property)),
        _ => throw new ForeignObjectException(value.GetType()),
    };

    private static JsonObject Object(IEnumerable<PSPropertyInfo> properties) =>
        new(properties.Select(p => KeyValuePair.Create(p.Name, Of(p.Value))));

    // What a user has added to an object is a part of it: Add-Member, Select-Object -Property *, @{ ... }.
    private static JsonNode? Extended(JsonNode? node, PSObject wrapped)
    {
        if (node is not JsonObject known) return node;
        foreach (var added in wrapped.Properties.Where(p => p.MemberType == PSMemberTypes.NoteProperty)) known[added.Name] = Of(added.Value);
        return node;
    }

    private static JsonValue? Number(object value) => value switch
    {
        int or short or sbyte or byte or ushort or uint or long => JsonValue.Create(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        ulong number => JsonValue.Create(number),
        decimal number => JsonValue.Create(number),
        float or double => JsonValue.Create(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        _ => null,
    };

    // Those of the simulation have no form of their own in the core library, which does not know them.
    private static bool IsOwn(Type type) => type.Namespace?.StartsWith(nameof(Mlx5Sriov), StringComparison.Ordinal) == true;
}
