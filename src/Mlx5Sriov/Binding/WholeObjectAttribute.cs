namespace Mlx5Sriov.Binding;

/// <summary>
/// Takes objects of the module for what they are, and makes none of anything else. The engine by itself makes one of any object that shares a property,
/// by the parameterless constructor and whether the rest is required or not: a VF that lacks its index would be VF 0. A row binds by its columns instead.
/// </summary>
/// <param name="type">The type of one object.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WholeObjectAttribute(Type type) : ReadArgumentAttribute
{
    /// <summary>The type of one object.</summary>
    public Type Type { get; } = type;

    private protected override object? Read(object? given) => Items(given).FirstOrDefault(item => item is not null && !Type.IsInstanceOfType(item)) is { } other
        ? throw Elsewhere($"A {other.GetType().Name} is no {Type.Name}: give what a cmdlet of this module gives.")
        : given;
}
