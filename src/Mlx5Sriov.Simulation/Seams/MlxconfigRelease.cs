using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Simulation.Seams;

/// <summary>How a release of mlxconfig prints.</summary>
/// <param name="Program">The program's name.</param>
/// <param name="Version">What <c>-v</c> prints.</param>
/// <param name="MarkWidth">How wide the marks before a name are.</param>
/// <param name="NameWidth">How wide the column of names is.</param>
/// <param name="ValueWidth">How wide a column of values is; a longer value leaves one blank.</param>
/// <param name="MarksReadOnly">Whether read-only settings have the mark RO.</param>
/// <param name="UsesError">Whether errors are on standard error.</param>
/// <remarks>Measured with 4.21; MlxCfg::printSingleParam in mstflint's mlxconfig/mlxcfg_ui.cpp for the later widths.</remarks>
internal sealed record MlxconfigRelease(string Program, string Version, int MarkWidth, int NameWidth, int ValueWidth, bool MarksReadOnly, bool UsesError)
{
    public static MlxconfigRelease Of(SimulatedFirmwareTool tool) => tool switch
    {
        SimulatedFirmwareTool.Mstconfig421 =>
            new("mstconfig", "mstconfig, mstflint 4.21.0, Git SHA Hash: N/A", 9, 36, 16, MarksReadOnly: false, UsesError: false),
        SimulatedFirmwareTool.Mstconfig426 =>
            new("mstconfig", "mstconfig, mstflint 4.26.0, Git SHA Hash: N/A", 8, 44, 20, MarksReadOnly: true, UsesError: false),
        _ => new("mlxconfig", "mlxconfig, mft 4.36.0-147, built on Jan 15 2026, 10:00:00. Git SHA Hash: N/A", 8, 48, 33, MarksReadOnly: true, UsesError: true),
    };
}
