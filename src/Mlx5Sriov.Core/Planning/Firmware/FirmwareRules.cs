using Mlx5Sriov.Firmware;

namespace Mlx5Sriov.Planning.Firmware;

/// <summary>What is refused of firmware settings before the tool runs.</summary>
internal static class FirmwareRules
{
    // TotalVFs has 16 bits (PCI Express Base Specification, SR-IOV extended capability).
    private const int MostVfs = ushort.MaxValue;

    /// <summary>Checks a value.</summary>
    /// <param name="pf">The physical function's name.</param>
    /// <param name="row">The setting.</param>
    /// <param name="value">The value.</param>
    /// <param name="words">The words that it can have; empty where they are not known.</param>
    /// <exception cref="RefusedSettingException">The setting is read-only, or takes no such value.</exception>
    public static void Check(string pf, FirmwareRow row, FirmwareValue value, Func<IReadOnlyList<string>> words)
    {
        if (row.IsReadOnly)
        {
            throw new RefusedSettingException(RefusalReason.FirmwareReadOnly, ChangeTarget.OfPort(pf),
                $"{row.Name} is read-only in this firmware.", "Leave it out.");
        }

        if (!FirmwareNames.IsValue(value.Argument)) throw Invalid(pf, row, value, "one word or number", "Give a word or a number, as the tool shows one.");
        if ((row.Next ?? row.Current ?? row.Default) is not { } kind) return;
        if (kind.IsArray) throw Invalid(pf, row, value, "a value for all of an array", $"Name one element of it: {row.Name}[0].");
        if (kind.IsBoolean && value.Number is not (0 or 1)) throw Invalid(pf, row, value, "True or False", "Give True, False, 1 or 0.");
        if (kind.Word is null && value.Number is null) throw Invalid(pf, row, value, "a whole number", "Give a number, as the tool shows one.");
        if (kind is { Word: not null, Number: not null, IsBoolean: false } && value.Number is null && words() is { Count: > 0 } known
            && !known.Contains(value.Word, StringComparer.OrdinalIgnoreCase))
            throw Invalid(pf, row, value, $"one of {string.Join(", ", known)}", "Give one of these words, or its number.");
        if (row.Name == FirmwareNames.VfCount && value.Number > MostVfs) throw Invalid(pf, row, value, $"a number of 0-{MostVfs}", "Ask for fewer VFs.");
    }

    private static RefusedSettingException Invalid(string pf, FirmwareRow row, FirmwareValue value, string expected, string nextStep) =>
        new(RefusalReason.FirmwareValueInvalid, ChangeTarget.OfPort(pf),
            $"{row.Name} is {row.Next ?? row.Current}, and '{value}' is not {expected}.", nextStep);
}
