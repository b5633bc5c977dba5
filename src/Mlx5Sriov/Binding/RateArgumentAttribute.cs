namespace Mlx5Sriov.Binding;

/// <summary>Reads a rate. The engine by itself drops a wrong one that comes by property name in silence, and no rate means no limit.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RateArgumentAttribute : ReadArgumentAttribute
{
    /// <summary>Whether an empty text is no rate given, as in a table whose rows do not all have one.</summary>
    public bool AllowsEmpty { get; set; }

    // A list is what PowerShell makes of 2,5Gbit: told with its comma.
    private protected override object? Read(object? given) => Plain(given) switch
    {
        null => null,
        string text when AllowsEmpty && string.IsNullOrWhiteSpace(text) => null,
        Bandwidth rate => rate,
        int megabits => (Bandwidth)megabits,
        long megabits => (Bandwidth)megabits,
        _ => Bandwidth.Parse(string.Join(',', Items(given).Select(Text))),
    };
}
