namespace Mlx5Sriov.Binding;

/// <summary>
/// Reads a count, VLAN, priority, index or time-out. The engine by itself takes 1.5 for 2, <c>$true</c> for 1 and an empty text, such as that of a
/// variable which was never set, for 0; here they are refused.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WholeNumberAttribute : ReadArgumentAttribute
{
    /// <summary>Whether null may be given, and means that nothing is.</summary>
    public bool AllowsNull { get; set; }

    /// <summary>Whether several may be given.</summary>
    public bool IsList { get; set; }

    private protected override object? Read(object? given)
    {
        if (AllowsNull && Plain(given) is null) return null;
        int[] numbers = [.. Items(given).Select(item => Whole(item) ?? throw new FormatException($"'{Text(item)}' is not a whole number, such as 7."))];
        return numbers.Length == 1 ? numbers[0]
            : IsList ? numbers
            : throw new FormatException($"'{string.Join(", ", numbers)}' is not one whole number, such as 7.");
    }
}
