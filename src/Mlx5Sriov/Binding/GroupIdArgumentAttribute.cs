namespace Mlx5Sriov.Binding;

/// <summary>
/// Reads the numbers of rate groups. The engine by itself rounds 7.5 to 8, which is another group, and makes 0 of an empty field; here the one is
/// refused, and the other is no number, as in a table that has a column for names too.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class GroupIdArgumentAttribute : ReadArgumentAttribute
{
    /// <summary>Whether several may be given.</summary>
    public bool IsList { get; set; }

    private protected override object? Read(object? given)
    {
        var items = Items(given);
        if (items.Length == 0) return given;
        int[] ids = [.. items.Where(item => item is not null && Text(item).Trim().Length > 0).Select(Id)];
        return ids.Length switch
        {
            0 => null,
            1 => ids[0],
            _ => IsList ? ids : throw new FormatException($"'{string.Join(", ", ids)}' is not the number of one rate group: give one."),
        };
    }

    private static int Id(object? item) => Whole(item)
        ?? throw new FormatException($"'{Text(item)}' is not the number of a rate group: write a whole number, such as 7.");
}
