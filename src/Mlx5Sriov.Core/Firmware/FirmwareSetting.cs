namespace Mlx5Sriov.Firmware;

/// <summary>A setting of an adapter's firmware, as one of its physical functions shows it. What the tool does not tell is null, never a guess.</summary>
public sealed record FirmwareSetting
{
    /// <summary>The physical function's name.</summary>
    public required string Pf { get; init; }

    /// <summary>The physical function's PCI address.</summary>
    public required PciAddress PfPciAddress { get; init; }

    /// <summary>The setting's name: <c>NUM_OF_VFS</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The value that the card was made with; null where the tool or the card does not tell it.</summary>
    public FirmwareValue? Default { get; init; }

    /// <summary>The value in force; null where the tool or the card does not tell it.</summary>
    public FirmwareValue? Current { get; init; }

    /// <summary>The value after the next restart; null where the card does not tell it.</summary>
    public FirmwareValue? Next { get; init; }

    /// <summary>Whether the tool says that it cannot be changed; releases before the mark RO never say so.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>What it belongs to; null where that is not known.</summary>
    public FirmwareOwner? Owner { get; init; }

    /// <summary>
    /// Whether a restart would bring the next value into force: it differs from the current one, and was not set by this library before the last
    /// restart, which then did not bring it. Null where neither the tool nor a journal tells.
    /// </summary>
    public bool? RestartRequired { get; init; }

    /// <summary>Whether the next value is another than the default; null where one of them is not told.</summary>
    public bool? Customised { get; init; }

    /// <summary>What should be known of it: a value that a restart did not bring into force. Null for nothing.</summary>
    public string? Note { get; init; }

    /// <summary>The setting as a message names it.</summary>
    /// <returns><c>eth2 NUM_OF_VFS</c>.</returns>
    public override string ToString() => $"{Pf} {Name}";
}
