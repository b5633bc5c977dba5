using System.Globalization;

namespace Mlx5Sriov.Simulation.Firmware;

/// <summary>A setting of a simulated card's firmware.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Group">The group of settings that it is of, as the tool lists it.</param>
/// <param name="Description">What it is, as the tool lists it.</param>
/// <param name="Default">The value that the card was made with.</param>
internal sealed record FirmwareParameter(string Name, string Group, string Description, uint Default)
{
    /// <summary>The words of its values, by number; empty for a number.</summary>
    public IReadOnlyList<(string Word, uint Number)> Words { get; init; } = [];

    /// <summary>The highest value; null for as much as it can hold.</summary>
    public uint? Highest { get; init; }

    /// <summary>Whether nobody can change it.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Whether it shows only while the advanced settings do.</summary>
    public bool IsAdvanced { get; init; }

    /// <summary>Whether each physical function has its own.</summary>
    public bool IsOfFunction { get; init; }

    /// <summary>A value as the tool prints it.</summary>
    public string Text(uint value) => Words.FirstOrDefault(w => w.Number == value) is { Word: { } word }
        ? string.Create(CultureInfo.InvariantCulture, $"{word}({value})")
        : value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The number that an argument means; null where it means none.</summary>
    public uint? Parse(string text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (Words.Count == 0 || Words.Any(w => w.Number == number) ? number : null)
        : Words.FirstOrDefault(w => w.Word.Equals(text, StringComparison.OrdinalIgnoreCase)) is { Word: not null } known ? known.Number
        : null;
}
