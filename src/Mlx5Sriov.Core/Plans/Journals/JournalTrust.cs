using Mlx5Sriov.Firmware;
using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Operations;

namespace Mlx5Sriov.Plans.Journals;

/// <summary>
/// Whether a journal holds only what the module writes into one. What is undone is done as root, so a journal may name its own physical function, the
/// attributes that the module sets, and plain names; nothing else, whoever wrote it.
/// </summary>
internal static class JournalTrust
{
    // IFNAMSIZ in include/uapi/linux/if.h, with its final 0.
    private const int LongestLink = 15;

    private static readonly string[] s_vfFiles =
    [
        "mac", "vlan", "trunk", "group", "node", "port", "policy", "trust", "spoofcheck", "link_state", WriteGroupFile.MaxTxRate, WriteGroupFile.MinTxRate,
    ];

    /// <summary>What is wrong with a journal; null where nothing is.</summary>
    public static string? Objection(string id, JournalEntry entry)
    {
        if (entry.Id != id) return "it is that of another change by its first line";
        if (entry.BootId is not null && !IsLine(entry.BootId)) return "it tells of a run of the host what no kernel does";
        if ((entry.Before ?? new Dictionary<Fact, string?>()).Any(f => !IsFact(f.Key, f.Value))
            || (entry.After ?? new Dictionary<Fact, string?>()).Any(f => !IsFact(f.Key, f.Value ?? "")))
            return "it tells of a state what this module does not write";
        for (var step = 0; step < entry.Steps.Count; step++)
        {
            if (entry.Steps[step].Undo.Any(o => o is SetFirmwareSettings set ? !IsOwn(set, entry.Scope) : !entry.Scope.Ports.Any(pf => IsOwn(o, pf))))
                return $"the undo of its step {step + 1} is none that this module writes for {string.Join(", ", entry.Scope.Parts.Select(part => part.Id))}";
        }

        return null;
    }

    /// <summary>Whether a driver's name is one: it becomes part of a path.</summary>
    public static bool IsDriver(string? name) =>
        name is { Length: > 0 and <= 64 } && name[0] != '-' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    // What is missing in the text is null here, whatever the type says.
    private static bool IsOwn(Operation operation, PciAddress pf) => operation switch
    {
        WriteSysfs o => AutoProbeSwitch.Paths(pf).Contains(o.Path) && o.Value is "0" or "1",
        WriteVfFile o => o.Pf == pf && o.Vf >= 0 && s_vfFiles.Contains(o.File) && IsLine(o.Value),
        WriteGroupFile o => o.Pf == pf && o.Group >= 0 && o.File is WriteGroupFile.MaxTxRate or WriteGroupFile.MinTxRate && IsLine(o.Value),
        SetVfLink o => IsLink(o.Link) && o is { Vf: >= 0, Setting: not null },
        SetVfRxMode o => IsLink(o.Link),
        SetVfFunction o => o.Pf == pf && o is { Vf: >= 0, Wish: not null },
        SetVfRate o => o.Pf == pf && o is { Vf: >= 0, Limits: not null },
        SetVfDriver o => o.Pf == pf && o.Index >= 0 && (o.Driver is null || IsDriver(o.Driver)) && (o.Override is null or "" || IsDriver(o.Override)),
        SetVfCount o => o.Pf == pf && o is { From: >= 0, To: >= 0 } && VfCountFile.IsName(o.File),
        SetEswitch o => o.Pf == pf && o.Wish is not null,
        SetGroupRates o => o.Pf == pf && o.Group >= 0,
        AddRateNode o => o.Pf == pf && IsNode(o.Name) && o.Limits is not null,
        SetRateNode o => o.Pf == pf && IsNode(o.Name) && o.Limits is not null,
        DeleteRateNode o => o.Pf == pf && IsNode(o.Name),
        _ => false,
    };

    // One of the two tools, run on a function of the cards whose firmware was locked, with settings by plain names and values in one word.
    private static bool IsOwn(SetFirmwareSettings set, PlanScope scope) =>
        FirmwareTool.Programs.Contains(set.Program) && set.Settings is not null
        && set.Settings.Split(' ').All(s => s.Split('=', 2) is [var name, var value] && FirmwareNames.IsName(name) && FirmwareNames.IsValue(value))
        && scope.FirmwareParts.Select(part => part.Id).Contains($"{set.Card}")
        && scope.FirmwareParts.Any(part => PciAddress.TryParse(part.Id, out var address) && AdapterCard.IsInSlot(address, set.Device));

    // They become parts of messages.
    private static bool IsFact(Fact fact, string? value) =>
        IsLine(fact.Target.Name) && (fact.Target.Group is null || IsLine(fact.Target.Group)) && IsLine(fact.Property)
        && value is { Length: < 4096 } && !value.Any(char.IsControl);

    private static bool IsLine(string? text) => text is { Length: > 0 and < 4096 } && !text.Any(char.IsControl);

    private static bool IsNode(string? name) => IsLine(name) && !name!.Contains('/', StringComparison.Ordinal);

    // dev_valid_name in net/core/dev.c.
    private static bool IsLink(string? name) => IsLine(name) && name is not ("." or "..") && System.Text.Encoding.UTF8.GetByteCount(name!) <= LongestLink
        && !name!.Any(c => c is '/' or ':' || char.IsWhiteSpace(c));
}
