namespace Mlx5Sriov.Addressing;

/// <summary>
/// What a step changes, or what a refusal is about. It is compared as a value; its text is for the screen, and nothing decides by that text.
/// </summary>
/// <param name="Kind">What kind of thing it is.</param>
/// <param name="Name">The name of the physical function, net device or virtual machine, the path of the file, or the address of what has the firmware.</param>
public sealed record ChangeTarget(ChangeTargetKind Kind, string Name)
{
    private const string FirmwareText = "the firmware of ";

    /// <summary>The VF's index; null where it is no VF.</summary>
    public int? Vf { get; init; }

    /// <summary>The number or name of the rate group; null where it is no rate group.</summary>
    public string? Group { get; init; }

    /// <summary>A physical function.</summary>
    /// <param name="pf">Its name.</param>
    /// <returns>The target.</returns>
    public static ChangeTarget OfPort(string pf) => new(ChangeTargetKind.Port, pf);

    /// <summary>A virtual function.</summary>
    /// <param name="pf">The name of its physical function.</param>
    /// <param name="index">Its index.</param>
    /// <returns>The target.</returns>
    public static ChangeTarget OfVf(string pf, int index) => new(ChangeTargetKind.Vf, pf) { Vf = index };

    /// <summary>A rate group.</summary>
    /// <param name="pf">The name of its physical function.</param>
    /// <param name="group">Its number or name.</param>
    /// <returns>The target.</returns>
    public static ChangeTarget OfGroup(string pf, string group) => new(ChangeTargetKind.Group, pf) { Group = group };

    /// <summary>A net device.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The target.</returns>
    public static ChangeTarget OfLink(string name) => new(ChangeTargetKind.Link, name);

    /// <summary>A file.</summary>
    /// <param name="path">Its absolute path.</param>
    /// <returns>The target.</returns>
    public static ChangeTarget OfFile(string path) => new(ChangeTargetKind.File, path);

    /// <summary>A virtual machine.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The target.</returns>
    public static ChangeTarget OfMachine(string name) => new(ChangeTargetKind.Machine, name);

    /// <summary>The firmware of an adapter, or what of it is one physical function's.</summary>
    /// <param name="address">The PCI address of the adapter's first physical function, or of the one.</param>
    /// <returns>The target.</returns>
    public static ChangeTarget OfFirmware(PciAddress address) => new(ChangeTargetKind.Firmware, $"{address}");

    /// <summary>What a user gave, where it names nothing of the host.</summary>
    /// <param name="text">What was given.</param>
    /// <returns>The target.</returns>
    public static ChangeTarget OfGiven(string text) => new(ChangeTargetKind.Given, text);

    /// <summary>
    /// Reads a port, VF, rate group or firmware from the text that <see cref="ToString"/> gives, so that scripts can compare:
    /// <c>$step.Target -eq 'eth2 vf 3'</c>.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <returns>The target; a text in no other form is a port's name.</returns>
    public static ChangeTarget Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.LastIndexOf(" vf ", StringComparison.Ordinal) is var vf and > 0 && PlainNumber.TryParse(text.AsSpan(vf + 4), out int index)
            ? OfVf(text[..vf], index)
            : text.IndexOf(" group ", StringComparison.Ordinal) is var group and > 0 ? OfGroup(text[..group], text[(group + 7)..])
            : text.StartsWith(FirmwareText, StringComparison.Ordinal) && PciAddress.TryParse(text[FirmwareText.Length..], out var address) ? OfFirmware(address)
            : OfPort(text);
    }

    /// <summary>The target as messages name it.</summary>
    /// <returns><c>eth2</c>, <c>eth2 vf 3</c>, <c>eth2 group 7</c>, or the name or path alone.</returns>
    public override string ToString() => Kind switch
    {
        ChangeTargetKind.Vf => $"{Name} vf {Vf}",
        ChangeTargetKind.Group => $"{Name} group {Group}",
        ChangeTargetKind.Firmware => $"{FirmwareText}{Name}",
        _ => Name,
    };
}
