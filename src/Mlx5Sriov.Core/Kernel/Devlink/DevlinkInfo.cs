namespace Mlx5Sriov.Kernel.Devlink;

/// <summary>What <c>devlink dev info</c> tells of a device; null is what it does not tell.</summary>
public sealed record DevlinkInfo
{
    /// <summary>The driver's name.</summary>
    public string? Driver { get; init; }

    /// <summary>The device's serial number.</summary>
    public string? SerialNumber { get; init; }

    /// <summary>Versions that never change, by name: <c>fw.psid</c>.</summary>
    public IReadOnlyDictionary<string, string> Fixed { get; init; } = new Dictionary<string, string>();

    /// <summary>Versions that run now, by name: <c>fw.version</c>, <c>fw</c>.</summary>
    public IReadOnlyDictionary<string, string> Running { get; init; } = new Dictionary<string, string>();

    /// <summary>Versions in flash, by name; one that differs from its running twin waits for a reset.</summary>
    public IReadOnlyDictionary<string, string> Stored { get; init; } = new Dictionary<string, string>();
}
