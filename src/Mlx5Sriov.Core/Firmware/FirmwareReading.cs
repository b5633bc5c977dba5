namespace Mlx5Sriov.Firmware;

/// <summary>What the tool told of a device.</summary>
/// <param name="Program">The tool.</param>
/// <param name="Table">The settings.</param>
internal sealed record FirmwareReading(string Program, FirmwareTable Table)
{
    /// <summary>Why the tool did not tell all; null where it did.</summary>
    public string? Fault { get; init; }
}
