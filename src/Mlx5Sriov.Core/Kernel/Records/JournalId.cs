namespace Mlx5Sriov.Kernel.Records;

/// <summary>What a journal or a lock may be called: an id comes from a user's command line too, names a file in one folder, and none elsewhere.</summary>
internal static class JournalId
{
    // A file's name has 255 bytes at most, and a draft's ends with the process.
    private const int Longest = 200;

    /// <summary>Whether it is letters, digits and the marks of ids and addresses, and begins with no dot.</summary>
    public static bool IsPlain(string id) =>
        id.Length is > 0 and <= Longest && id[0] != '.' && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or ':' or '_');

    /// <exception cref="ArgumentException">It is no plain name.</exception>
    public static string Plain(string id) => IsPlain(id) ? id : throw new ArgumentException($"'{id}' is not a name.", nameof(id));
}
