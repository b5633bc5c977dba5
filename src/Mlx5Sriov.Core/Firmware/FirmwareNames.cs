using System.Text.RegularExpressions;

namespace Mlx5Sriov.Firmware;

/// <summary>The names of firmware settings: how one is written, and those that rules are about.</summary>
internal static partial class FirmwareNames
{
    /// <summary>Whether the card has SR-IOV.</summary>
    public const string SriovEnabled = "SRIOV_EN";

    /// <summary>How many VFs each physical function can have.</summary>
    public const string VfCount = "NUM_OF_VFS";

    /// <summary>Whether each physical function has a number of VFs of its own, so that the card's is of no account.</summary>
    public const string OwnVfCountValid = "PF_NUM_OF_VF_VALID";

    /// <summary>Whether the tool shows the advanced settings: the number of physical functions, and what each has of its own.</summary>
    public const string AdvancedPci = "ADVANCED_PCI_SETTINGS";

    /// <summary>Whether a text can be the name of a setting, or of an element of one: it becomes an argument of a program.</summary>
    public static bool IsName(string? text) => text is { Length: <= 128 } && Name().IsMatch(text);

    /// <summary>Whether a text can be a value: one word or number.</summary>
    public static bool IsValue(string? text) =>
        text is { Length: > 0 and <= 128 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or ':');

    /// <summary>Whether a name is that of one element of an array.</summary>
    public static bool IsElement(string name) => name.EndsWith(']');

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_]*(\[[0-9]+(\.\.[0-9]+)?\])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
