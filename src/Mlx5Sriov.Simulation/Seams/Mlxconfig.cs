using System.Text;

using Mlx5Sriov.Kernel.Programs;
using Mlx5Sriov.Simulation.Adapter;
using Mlx5Sriov.Simulation.Firmware;
using Mlx5Sriov.Simulation.Machine;
using Mlx5Sriov.Simulation.Programs;

namespace Mlx5Sriov.Simulation.Seams;

/// <summary>mlxconfig or mstconfig, as much of it as queries, lists and sets the settings of a device.</summary>
/// <remarks>
/// Texts of mstflint's mlxconfig/mlxcfg_ui.cpp and mlxcfg_generic_commander.cpp. An error ends it with status 3, and all values are checked before the first is
/// set.
/// </remarks>
internal sealed class Mlxconfig(SimulatedMachine machine, MlxconfigRelease release) : ISimulatedTool
{
    private const int Error = 3;

    private static readonly string[] s_switches = ["-y", "--yes", "-e"];

    public string Name => release.Program;

    public bool Changes(IReadOnlyList<string> arguments) => arguments.Contains("set") || arguments.Contains("reset");

    public ToolResult Run(IReadOnlyList<string> arguments)
    {
        if (arguments.Contains("-v")) return new ToolResult(0, $"{release.Version}\n", "");
        var words = new Queue<string>(arguments);
        string? device = null;
        var switches = new HashSet<string>();
        while (words.TryPeek(out var option) && option.StartsWith('-'))
        {
            words.Dequeue();
            if (option == "-d") device = words.TryDequeue(out var named) ? named : null;
            else if (s_switches.Contains(option)) switches.Add(option);
            else return Fails($"invalid argument: {option}");
        }

        if (!words.TryDequeue(out var command)) return Fails("No command was specified.");
        if (device is null) return Fails("Failed to get devices.");
        if (machine.Lockdown.Length > 0) return Fails("Failed to open the device", "write counter to semaphore: Permission denied\n");
        if (!machine.IsRoot || PfOf(device) is not { } pf) return Fails("Failed to open the device");
        return command switch
        {
            "q" or "query" => Query(pf, device, switches.Contains("-e"), [.. words]),
            "i" or "show_confs" => List(pf, device),
            "set" => Set(pf, device, switches.Contains("-y") || switches.Contains("--yes"), [.. words]),
            _ => Fails($"invalid argument: {command}"),
        };
    }

    private SimulatedPf? PfOf(string device)
    {
        var function = machine.Rdma.All.TryGetValue(device, out var rdma) ? rdma.Function
            : PciAddress.TryParse(device, out var address) ? machine.Bus.Functions.GetValueOrDefault($"{address}")
            : null;
        return function as SimulatedPf;
    }

    private ToolResult Query(SimulatedPf pf, string device, bool isFull, string[] names)
    {
        var firmware = pf.Adapter.Settings;
        if (names.FirstOrDefault(name => firmware.Shown.All(p => p.Name != name)) is { } unknown) return Fails(Unknown(firmware, unknown));
        var text = Opening(pf, device);
        Header(text, isFull ? ["Default", "Current", "Next Boot"] : ["Next Boot"]);
        var isStarred = false;
        foreach (var parameter in firmware.Shown.Where(p => names.Length == 0 || names.Contains(p.Name)))
        {
            var values = firmware.Of(parameter.Name, pf.Port);
            var isChanged = isFull && (values.Next != values.Current || values.Next != parameter.Default);
            isStarred |= isChanged;
            Row(text, parameter, isChanged, isFull ? [parameter.Default, values.Current, values.Next] : [values.Next]);
        }

        if (names.Length == 0) Row(text, "HOST_CHAINING_DESCRIPTORS", "", isFull ? ["Array[0..7]", "Array[0..7]", "Array[0..7]"] : ["Array[0..7]"]);
        if (isStarred) text.Append("The '*' shows parameters with next value different from default/current value.\n");
        if (release.MarksReadOnly) text.Append("The 'RO' shows parameters which are for read only and cannot be changed\n");
        return new ToolResult(0, text.ToString(), "");
    }

    private static ToolResult List(SimulatedPf pf, string device)
    {
        var text = new StringBuilder($"\nList of configurations the device {device} may support:\n");
        foreach (var group in pf.Adapter.Settings.Parameters.GroupBy(p => p.Group))
        {
            text.Append($"\t\t{group.Key}:\n");
            foreach (var p in group)
            {
                var words = p.Words.Count == 0 ? "NUM" : string.Join('|', p.Words.Select(w => w.Word).Order(StringComparer.Ordinal));
                text.Append($"{"",20}{$"{p.Name}=<{words}>",-40}{p.Description}\n");
            }
        }

        return new ToolResult(0, text.ToString(), "");
    }

    private ToolResult Set(SimulatedPf pf, string device, bool isAnswered, string[] assignments)
    {
        var firmware = pf.Adapter.Settings;
        var values = new List<(FirmwareParameter Parameter, uint Value)>();
        if (assignments.Length == 0) return Fails("missing configuration arguments");
        foreach (var assignment in assignments)
        {
            if (assignment.Split('=') is not [var name, var text]) return Fails($"Invalid Configuration argument {assignment}");
            if (firmware.Shown.FirstOrDefault(p => p.Name == name) is not { } parameter) return Fails(Unknown(firmware, name));
            if (parameter.IsReadOnly || parameter.Parse(text) is not { } value) return Fails($"Cannot set the value {text} for the parameter {name}");
            if (value > parameter.Highest) return Fails($"{name}' value is larger than maximum allowed {parameter.Highest}");
            values.Add((parameter, value));
        }

        var shown = Opening(pf, device);
        Header(shown, ["Next Boot", "New"]);
        foreach (var (parameter, value) in values) Row(shown, parameter, isChanged: false, [firmware.Of(parameter.Name, pf.Port).Next, value]);
        shown.Append("\n Apply new Configuration? (y/n) [n] : ");
        if (!isAnswered) return new ToolResult(2, shown.Append("-E- Aborted by user.\n").ToString(), "");
        foreach (var (parameter, value) in values) firmware.Of(parameter.Name, pf.Port).Next = value;
        shown.Append("y\nApplying... Done!\n-I- Please reboot machine to load new configurations.\n");
        return new ToolResult(0, shown.ToString(), "");
    }

    private static string Unknown(CardFirmware firmware, string name) => firmware.Parameters.Any(p => p.Name == name)
        ? $"The Device doesn't support {name} parameter"
        : $"Unknown Parameter: {name}";

    private static StringBuilder Opening(SimulatedPf pf, string device) => new StringBuilder("\nDevice #1:\n----------\n\n")
        .Append($"{"Device type:",-16}{pf.Adapter.Model.FamilyWord,-16}\n{"Name:",-16}{"N/A",-16}\n{"Description:",-16}{"N/A",-16}\n")
        .Append($"{"Device:",-16}{device,-16}\n\n");

    private void Header(StringBuilder text, string[] columns)
    {
        // The titles end seven characters behind where the first values begin, and the last two further.
        text.Append($"{"Configurations:",-16}");
        foreach (var column in columns)
        {
            var width = column == columns[0] ? release.MarkWidth + release.NameWidth - 9 : release.ValueWidth;
            text.Append(column.PadLeft(width + (column == "Next Boot" ? 2 : 0)));
        }

        text.Append('\n');
    }

    private void Row(StringBuilder text, FirmwareParameter parameter, bool isChanged, uint[] values) => Row(
        text, parameter.Name, $"{(isChanged ? '*' : ' ')}{(parameter.IsReadOnly && release.MarksReadOnly ? "RO" : "")}", [.. values.Select(parameter.Text)]);

    private void Row(StringBuilder text, string name, string marks, string[] values)
    {
        text.Append(marks.PadRight(release.MarkWidth)).Append(name.PadRight(release.NameWidth));
        for (var at = 0; at < values.Length; at++)
        {
            text.Append(values[at].PadRight(release.ValueWidth));
            if (values[at].Length > release.ValueWidth && at < values.Length - 1) text.Append(' ');
        }

        text.Append('\n');
    }

    private ToolResult Fails(string error, string noise = "") => release.UsesError
        ? new ToolResult(Error, "", $"{noise}-E- {error}\n")
        : new ToolResult(Error, $"-E- {error}\n", noise);
}
