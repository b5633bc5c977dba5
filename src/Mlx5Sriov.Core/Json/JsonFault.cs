using System.Text.Json;

namespace Mlx5Sriov.Json;

/// <summary>What is wrong with a JSON text, in an administrator's words: the serializer speaks of its own types.</summary>
internal static class JsonFault
{
    /// <summary>What is wrong, as the end of a sentence.</summary>
    /// <param name="wrong">What the serializer threw.</param>
    public static string Words(Exception wrong) => wrong switch
    {
        JsonException { InnerException: FormatException own } => own.Message.TrimEnd('.'),
        JsonException { InnerException: JsonException } => "it is no JSON",
        JsonException { Path: { Length: > 2 } path } => $"what is at {path[2..]} does not belong there",
        _ => "a part of it is missing",
    };
}
