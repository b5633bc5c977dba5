using System.Management.Automation;

namespace Mlx5Sriov.Binding;

/// <summary>
/// Takes objects of the module for what they are, and makes none of anything else. The engine by itself makes one of any object that shares a property,
/// by the parameterless constructor and whether the rest is required or not: a VF that lacks its index would be VF 0. A row binds by its columns instead.
/// A saved physical function is taken for what it was: its Name is no column that all cmdlets bind.
/// </summary>
/// <param name="type">The type of one object.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WholeObjectAttribute(Type type) : ReadArgumentAttribute
{
    /// <summary>The type of one object.</summary>
    public Type Type { get; } = type;

    private protected override object? Read(object? given)
    {
        if (Type == typeof(PhysicalFunction) && SavedPfs(given) is { } saved) return saved;
        return Items(given).FirstOrDefault(item => item is not null && !Type.IsInstanceOfType(item)) is { } other
            ? throw Elsewhere($"A {other.GetType().Name} is no {Type.Name}: give what a cmdlet of this module gives.")
            : given;
    }

    private static PhysicalFunction[]? SavedPfs(object? given)
    {
        var items = Several(given);
        PhysicalFunction[] saved = [.. items.OfType<PSObject>().Select(SavedPf).OfType<PhysicalFunction>()];
        return saved.Length > 0 && saved.Length == items.Length ? saved : null;
    }

    // What it is called is enough: whatever else is asked of it is read again.
    private static PhysicalFunction? SavedPf(PSObject row) => row is { BaseObject: PSCustomObject }
        && row.Properties["TotalVfs"] is not null
        && row.Properties["Name"]?.Value is string { Length: > 0 } name
        && PciAddress.TryParse($"{row.Properties["PciAddress"]?.Value}", out var address)
            ? new PhysicalFunction { Name = name, PciAddress = address }
            : null;
}
