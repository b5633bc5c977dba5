namespace Mlx5Sriov.Ofed;

/// <summary>The texts of <c>sriov/VF/node</c>, <c>port</c> and <c>policy</c>, which read back what they are; the last two on InfiniBand only.</summary>
internal static class OfedVport
{
    /// <summary>Reads a node or port GUID.</summary>
    /// <param name="text">The text as the driver wrote it.</param>
    /// <param name="source">The file's path.</param>
    /// <returns>The GUID; all zero where none was set.</returns>
    /// <exception cref="MalformedTextException">It is not eight octets of two lower-case digits.</exception>
    public static InfinibandGuid ParseGuid(string text, string source)
    {
        // The driver writes every octet with two digits; an octet of one digit has lost the other.
        var word = text.TrimEnd('\n');
        return InfinibandGuid.TryParse(word, out var guid) && guid.ToString() == word
            ? guid
            : throw new MalformedTextException(source, text, "a GUID of eight octets");
    }

    /// <summary>Reads a policy.</summary>
    /// <param name="text">The text as the driver wrote it.</param>
    /// <param name="source">The file's path.</param>
    /// <returns>The policy; null where the driver says that it knows none (<c>Invalid policy</c>).</returns>
    /// <exception cref="MalformedTextException">It is no policy.</exception>
    public static VfLinkState? ParsePolicy(string text, string source) => OfedWords.LinkStates.TryGetValue(text.TrimEnd('\n'), out var state)
        ? state
        : throw new MalformedTextException(source, text, $"one of {string.Join(", ", OfedWords.LinkStates.Keys)}");
}
