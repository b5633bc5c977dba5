using System.Globalization;
using System.Text;

namespace Mlx5Sriov.Kernel.Files;

/// <summary>A file of text on a host, as it was when it was read.</summary>
/// <param name="Text">The whole text, its last newline included. A byte order mark is part of the text.</param>
/// <param name="Mode">What the owner, the group and others may do with the file.</param>
/// <param name="UserId">The number of the user who owns the file; 0 is root.</param>
/// <param name="GroupId">The number of the group that owns the file.</param>
public sealed record TextFile(string Text, UnixFileMode Mode, uint UserId, uint GroupId)
{
    /// <summary>The length in bytes of the longest file that is read or written: 16 MiB. A longer one is refused with EFBIG.</summary>
    public const int LongestLength = 16 << 20;

    /// <summary>How text becomes bytes: UTF-8, without a byte order mark of its own. It throws where bytes or characters are not valid.</summary>
    public static Encoding Encoding { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The name that the backup of a file gets.</summary>
    /// <param name="path">The file's path; the backup is in the same folder.</param>
    /// <param name="time">When the backup is made.</param>
    /// <param name="attempt">1 for the first backup of this second, 2 for the next one.</param>
    /// <returns><c>/etc/default/grub.mlx5sriov-20260101T120000Z~</c>; the second one of a second ends with <c>Z-2~</c>.</returns>
    /// <remarks>
    /// The name tells who made the backup and when, in UTC. It ends with <c>~</c>, so programs that read every file of a folder leave it out: grub-mkconfig,
    /// run-parts, and all that ask for <c>*.conf</c>.
    /// </remarks>
    public static string BackupPath(string path, DateTimeOffset time, int attempt) => string.Create(
        CultureInfo.InvariantCulture,
        $"{path}.mlx5sriov-{time.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}{(attempt > 1 ? $"-{attempt.ToString(CultureInfo.InvariantCulture)}" : "")}~");
}
