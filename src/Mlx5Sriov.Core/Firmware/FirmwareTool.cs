using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Programs;
using Mlx5Sriov.Sysfs;

namespace Mlx5Sriov.Firmware;

/// <summary>Runs the vendor's program that reads and sets an adapter's firmware: mlxconfig of MFT, or mstconfig of mstflint, which is the same.</summary>
/// <remarks>
/// It prints errors as <c>-E- ...</c>, older releases to standard output and newer ones in places to standard error, and fails by its exit status: 1 to 5
/// (mlxcfg_status.h). A question is answered by <c>-y</c>; newer releases also know <c>-yy</c>, which may reset the card and is never used, as the tool's
/// <c>reset</c> is not.
/// </remarks>
internal static class FirmwareTool
{
    private const string ErrorMark = "-E- ";

    /// <summary>The programs, in the order in which they are looked for.</summary>
    public static IReadOnlyList<string> Programs { get; } = ["mlxconfig", "mstconfig"];

    /// <summary>The arguments of the run that sets values.</summary>
    public static IReadOnlyList<string> SetArguments(PciAddress device, IEnumerable<string> assignments) => ["-d", $"{device}", "-y", "set", .. assignments];

    /// <summary>Reads settings with their default, current and next values.</summary>
    /// <param name="host">The host.</param>
    /// <param name="pf">The physical function's name, for messages.</param>
    /// <param name="device">Its PCI address.</param>
    /// <param name="names">The settings; empty for all.</param>
    /// <returns>What the tool told.</returns>
    /// <exception cref="SriovException">There is no such program, or it cannot read the device.</exception>
    public static FirmwareReading Query(SriovHost host, string pf, PciAddress device, IReadOnlyList<string> names)
    {
        string[] arguments = ["-d", $"{device}", "-e", "q", .. names];
        var (program, result) = Run(host, arguments);
        var table = FirmwareTable.Parse(result.Output);
        var said = result.ExitCode == 0 ? null : Said(result);

        // Some settings could not be read, and the others were.
        var isPartial = said is not null && table is { Rows.Count: > 0 } && said.StartsWith("Failed to query some", StringComparison.OrdinalIgnoreCase);
        if (said is not null && !isPartial) throw Refusal(host, pf, program, arguments, said);
        return table is null
            ? throw new MalformedTextException(Command(program, arguments), result.Output, "a table of firmware settings")
            : new FirmwareReading(program, table) { Fault = said };
    }

    /// <summary>Reads which words settings can have; none where the tool does not tell.</summary>
    /// <param name="host">The host.</param>
    /// <param name="device">The device.</param>
    /// <exception cref="SriovException">There is no such program.</exception>
    public static FirmwareWords Words(SriovHost host, PciAddress device)
    {
        var (_, result) = Run(host, ["-d", $"{device}", "i"]);
        return new FirmwareWords(result.ExitCode == 0 ? result.Output : "");
    }

    /// <summary>Sets values for the next restart.</summary>
    /// <param name="host">The host.</param>
    /// <param name="program">The program by which the values before were read.</param>
    /// <param name="device">The device.</param>
    /// <param name="assignments">The values: <c>NUM_OF_VFS=16</c>.</param>
    /// <exception cref="SriovException">The tool or the firmware refused.</exception>
    public static void Set(SriovHost host, string program, PciAddress device, IEnumerable<string> assignments)
    {
        var arguments = SetArguments(device, assignments);
        var result = host.Tools.Run(program, arguments, CancellationToken.None);
        if (result.ExitCode != 0) throw Refusal(host, $"{device}", program, arguments, Said(result));
    }

    private static SriovException Refusal(SriovHost host, string pf, string program, IReadOnlyList<string> arguments, string said) =>
        IsUnreachable(said)
            ? new FirmwareUnavailableException(
                pf, Command(program, arguments), said, KernelLockdown.Read(host.KernelFiles) is var mode and not KernelLockdown.None ? mode : null)
            : new FirmwareRefusedException(pf, Command(program, arguments), said);

    private static bool IsUnreachable(string said) => ((string[])["open the device", "open device", "identify the device", "No devices found", "get devices"])
        .Any(words => said.Contains(words, StringComparison.OrdinalIgnoreCase));

    private static (string Program, ToolResult Result) Run(SriovHost host, IReadOnlyList<string> arguments)
    {
        foreach (var program in Programs)
        {
            try
            {
                return (program, host.Tools.Run(program, arguments, CancellationToken.None));
            }
            catch (ToolNotFoundException)
            {
                // The other may be there.
            }
        }

        throw new FirmwareToolNotFoundException(Programs);
    }

    private static string Command(string program, IReadOnlyList<string> arguments) => string.Join(' ', arguments.Prepend(program));

    // The first line that says so, whichever stream it is on; a library of the tool may have said more before.
    private static string Said(ToolResult result)
    {
        string[] lines = [.. $"{result.Output}\n{result.Error}".Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
        var told = lines.FirstOrDefault(line => line.Contains(ErrorMark, StringComparison.Ordinal))?.Split(ErrorMark, 2)[1];
        return PlainText.Of(told ?? lines.LastOrDefault() ?? $"exit status {result.ExitCode}").TrimEnd('.', ':');
    }
}
