using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json.Nodes;

using Mlx5Sriov.Json;

namespace Mlx5Sriov.Binding;

/// <summary>Objects of the pipeline in JSON: the module's by their own form, rows and tables by what they hold.</summary>
internal static class ObjectNode
{
    // An object that holds itself has no end; JSON's readers stop at 64 (JsonSerializerOptions.MaxDepth).
    private const int Deepest = 60;

    /// <summary>An object of the module in JSON, or a row; a value of another origin alone, such as a text, is neither.</summary>
    /// <exception cref="ForeignObjectException">It is neither, or it holds what the module does not give.</exception>
    public static JsonNode? OfItem(PSObject item) => item.BaseObject is PSCustomObject or IDictionary || IsOwn(item.BaseObject.GetType())
        ? Of(item)
        : throw new ForeignObjectException(item.BaseObject.GetType());

    /// <summary>An object in JSON.</summary>
    /// <param name="value">An object of the module, a row that holds values of such objects, or one that was saved or sent from another session.</param>
    /// <returns>Its JSON; null for null.</returns>
    /// <exception cref="ForeignObjectException">It is, or it holds, what the module does not give, or it is deeper than JSON is read again.</exception>
    public static JsonNode? Of(object? value) => Of(value, Deepest);

    private static JsonNode? Of(object? value, int depth) => value switch
    {
        null => null,
        _ when depth == 0 => throw ForeignObjectException.TooDeep(Deepest),
        PSObject { BaseObject: PSCustomObject } row => Object(row.Properties, depth),
        PSObject wrapped => Extended(Of(wrapped.BaseObject, depth), wrapped, depth),
        string text => JsonValue.Create(text),
        bool truth => JsonValue.Create(truth),
        DateTime time => JsonValue.Create(time),
        DateTimeOffset time => JsonValue.Create(time),
        Enum or TimeSpan or Guid or Version => JsonValue.Create(Convert.ToString(value, CultureInfo.InvariantCulture)),
        _ when Number(value) is { } number => number,
        _ when ObjectJson.TryWrite(value, out var node) => node,
        IDictionary table => new JsonObject(table.Cast<DictionaryEntry>().Select(e => KeyValuePair.Create($"{e.Key}", Of(e.Value, depth - 1)))),
        IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(item => Of(item, depth - 1))]),
        _ when IsOwn(value.GetType()) => Object(PSObject.AsPSObject(value).Properties.Where(p => p.MemberType == PSMemberTypes.Property), depth),
        _ => throw new ForeignObjectException(value.GetType()),
    };

    private static JsonObject Object(IEnumerable<PSPropertyInfo> properties, int depth) =>
        new(properties.Select(p => KeyValuePair.Create(p.Name, Of(p.Value, depth - 1))));

    // What a user has added to an object is a part of it: Add-Member, Select-Object -Property *, @{ ... }.
    private static JsonNode? Extended(JsonNode? node, PSObject wrapped, int depth)
    {
        if (node is not JsonObject known) return node;
        foreach (var added in wrapped.Properties.Where(p => p.MemberType == PSMemberTypes.NoteProperty)) known[added.Name] = Of(added.Value, depth - 1);
        return node;
    }

    private static JsonValue? Number(object value) => value switch
    {
        int or short or sbyte or byte or ushort or uint or long => JsonValue.Create(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        ulong number => JsonValue.Create(number),
        decimal number => JsonValue.Create(number),
        float or double when Convert.ToDouble(value, CultureInfo.InvariantCulture) is var number => double.IsFinite(number)
            ? JsonValue.Create(number)
            : JsonValue.Create(number.ToString(CultureInfo.InvariantCulture)),
        _ => null,
    };

    // Those of the simulation have no form of their own in the core library, which does not know them.
    private static bool IsOwn(Type type) => type.Namespace?.StartsWith(nameof(Mlx5Sriov), StringComparison.Ordinal) == true;
}
