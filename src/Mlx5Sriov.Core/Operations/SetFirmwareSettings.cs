using Mlx5Sriov.Firmware;
using Mlx5Sriov.Inventory;
using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Operations;

/// <summary>Sets values of an adapter's firmware for the next restart, all in one run of the vendor's tool.</summary>
/// <param name="Program">The tool: <c>mlxconfig</c> or <c>mstconfig</c>.</param>
/// <param name="Card">The PCI address of the card's first physical function.</param>
/// <param name="Device">That of the physical function by which they are set.</param>
/// <param name="Settings">The values, parted by blanks: <c>SRIOV_EN=1 NUM_OF_VFS=16</c>.</param>
/// <remarks>
/// The tool checks all values before it writes the first (MlxCfg::setDevCfg in mstflint's mlxconfig/mlxcfg_ui.cpp), and writes one group of settings
/// after the other.
/// </remarks>
internal sealed record SetFirmwareSettings(string Program, PciAddress Card, PciAddress Device, string Settings) : Operation
{
    /// <inheritdoc/>
    public override string Command => string.Join(' ', FirmwareTool.SetArguments(Device, Assignments).Prepend(Program).Select(ShellWord.Quote));

    /// <summary>The names of the settings.</summary>
    internal IEnumerable<string> Names => Assignments.Select(setting => setting.Split('=')[0]);

    private string[] Assignments => Settings?.Split(' ') ?? [];

    /// <summary>A setting as the tool tells it: an element of an array only where it is asked for.</summary>
    internal static FirmwareRow? Row(HostSnapshot snapshot, PfSite site, string name) =>
        snapshot.Firmware(site, FirmwareNames.IsElement(name) ? [name] : []).Table.Find(name);

    /// <remarks>A value that is set already is not written again: flash wears out.</remarks>
    internal override bool IsDue(SriovHost host)
    {
        try
        {
            var snapshot = new HostSnapshot(host);
            var site = snapshot.Site(Device);
            return Assignments.Any(s => s.Split('=', 2) is [var name, var value] && Row(snapshot, site, name)?.Next?.Means(FirmwareValue.Parse(value)) != true);
        }
        catch (SriovException)
        {
            // What cannot be read is told by the tool that is to set it.
            return true;
        }
    }

    /// <inheritdoc/>
    /// <remarks>A tool that writes flash is never killed half-way: it runs to its end, and what it set is put back then.</remarks>
    /// <exception cref="FirmwareRefusedException">The tool or the firmware refused.</exception>
    /// <exception cref="FirmwareUnavailableException">The tool cannot reach the device.</exception>
    /// <exception cref="ToolNotFoundException">The tool is gone.</exception>
    public override void Apply(SriovHost host, CancellationToken cancellation) => FirmwareTool.Set(host, Program, Device, Assignments);
}
