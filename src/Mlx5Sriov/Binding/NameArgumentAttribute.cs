namespace Mlx5Sriov.Binding;

/// <summary>
/// Reads names and ids that the pipeline may bring: texts, and what is named by its text. The engine by itself takes any object for its text, a row for
/// <c>@{Name=eth2}</c>, which a <c>*</c> anywhere in it makes a pattern that fits nothing. A row binds by its columns instead.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NameArgumentAttribute : ReadArgumentAttribute
{
    private protected override object? Read(object? given) => Items(given).FirstOrDefault(item => !IsText(item)) is { } other
        ? throw Elsewhere($"A {other.GetType().Name} is no name: give a text.")
        : given;

    private static bool IsText(object? item) => item is null or IConvertible or PciAddress or PhysicalFunction;
}
