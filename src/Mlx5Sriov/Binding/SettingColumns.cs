using System.Management.Automation;
using System.Reflection;

namespace Mlx5Sriov.Binding;

/// <summary>
/// The settings that a cmdlet takes from the columns of a table: <c>Import-Csv vfs.csv | Set-MlxVf</c>. Of an object of the module, also of one that was
/// saved, they are what is, and not what is wished.
/// </summary>
/// <param name="cmdlet">The cmdlet.</param>
/// <param name="typed">The parameters that the command line gives: a column of their names is not taken.</param>
internal sealed class SettingColumns(Cmdlet cmdlet, IReadOnlyCollection<string> typed)
{
    // They lead from a row to its port and its VF, see PipelineRow.
    private static readonly string[] s_places = ["PfPciAddress", "PciAddress", "IsSimulated"];

    // Looking at attributes costs more than a setting, so it is done for a row alone, and once.
    private PropertyInfo[]? _settings;
    private HashSet<string>? _taken;

    private readonly SortedSet<string> _ignored = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The columns that no parameter takes, of all rows so far.</summary>
    public IReadOnlyCollection<string> Ignored => _ignored;

    /// <summary>Leaves of a row's settings those that are wishes.</summary>
    /// <param name="row">The row, from which the engine has bound the settings.</param>
    /// <returns>Whether it is of a table that gives settings.</returns>
    public bool Read(PipelineRow row)
    {
        _settings ??= [.. cmdlet.GetType().GetProperties().Where(IsSetting)];
        if (_settings.Length == 0) return false;
        if (row.IsOfModule)
        {
            foreach (var setting in _settings.Where(s => !typed.Contains(s.Name))) setting.SetValue(cmdlet, null);
            return false;
        }

        _taken ??= Taken();
        _ignored.UnionWith(row.Columns.Where(column => !_taken.Contains(column)));
        return true;
    }

    private static bool IsSetting(PropertyInfo parameter) =>
        parameter.GetCustomAttributes<ParameterAttribute>().Any(a => a is { ValueFromPipelineByPropertyName: true, Mandatory: false });

    private HashSet<string> Taken() => cmdlet.GetType().GetProperties()
        .Where(p => !typed.Contains(p.Name) && p.GetCustomAttributes<ParameterAttribute>().Any(a => a.ValueFromPipelineByPropertyName))
        .SelectMany(p => p.GetCustomAttribute<AliasAttribute>()?.AliasNames.Append(p.Name) ?? [p.Name])
        .Concat(s_places)
        .ToHashSet(StringComparer.OrdinalIgnoreCase);
}
