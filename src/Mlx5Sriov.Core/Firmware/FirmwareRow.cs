namespace Mlx5Sriov.Firmware;

/// <summary>A row of the tool's table.</summary>
/// <param name="Name">The setting's name.</param>
/// <param name="Default">The default; null where the table has no such column, or the card does not tell.</param>
/// <param name="Current">The value in force; null as the default is.</param>
/// <param name="Next">The value after the next restart; null as the default is.</param>
/// <param name="IsReadOnly">Whether the row has the mark RO.</param>
internal sealed record FirmwareRow(string Name, FirmwareValue? Default, FirmwareValue? Current, FirmwareValue? Next, bool IsReadOnly);
