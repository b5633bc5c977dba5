namespace Mlx5Sriov.Simulation.Firmware;

/// <summary>The values of a setting.</summary>
internal sealed class FirmwareValues(uint current)
{
    /// <summary>The value in force.</summary>
    public uint Current { get; set; } = current;

    /// <summary>The value after the next restart.</summary>
    public uint Next { get; set; } = current;
}
