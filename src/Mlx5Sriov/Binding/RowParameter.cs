using System.Collections.Concurrent;
using System.Management.Automation;
using System.Reflection;

namespace Mlx5Sriov.Binding;

/// <summary>A parameter that a column of a table can give.</summary>
/// <param name="Property">The parameter.</param>
/// <param name="Columns">Its name and its aliases, by each of which the engine binds it.</param>
/// <param name="IsSetting">Whether it is a setting, and does not tell what is to be set.</param>
internal sealed record RowParameter(PropertyInfo Property, IReadOnlyList<string> Columns, bool IsSetting)
{
    // Looking at attributes costs more than to set a VF.
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<RowParameter>> s_known = new();

    public string Name => Property.Name;

    /// <summary>What is said of a value that the parameter does not take; null where it takes it.</summary>
    public string? Refusal(object? given) => Property.GetCustomAttribute<ReadArgumentAttribute>()?.Refusal(given);

    /// <summary>The parameters of a cmdlet that columns can give.</summary>
    public static IReadOnlyList<RowParameter> Of(Type cmdlet) => s_known.GetOrAdd(cmdlet, static type =>
    [
        .. from property in type.GetProperties()
           let bindings = property.GetCustomAttributes<ParameterAttribute>().Where(a => a.ValueFromPipelineByPropertyName).ToArray()
           where bindings.Length > 0
           select new RowParameter(
               property,
               [property.Name, .. property.GetCustomAttribute<AliasAttribute>()?.AliasNames ?? []],
               bindings.All(a => !a.Mandatory)),
    ]);
}
