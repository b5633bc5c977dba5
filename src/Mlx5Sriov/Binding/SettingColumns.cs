using System.Management.Automation;

namespace Mlx5Sriov.Binding;

/// <summary>
/// The settings that a cmdlet takes from the columns of a table: <c>Import-Csv vfs.csv | Set-MlxVf</c>. Of an object of the module, also of one that was
/// saved, they are what is, and not what is wished.
/// </summary>
/// <param name="cmdlet">The cmdlet.</param>
/// <param name="typed">The parameters that the command line gives: a column of their names is not taken.</param>
/// <param name="isPattern">Whether an object of the module is the pattern of what is made, so that what it has is wished.</param>
internal sealed class SettingColumns(Cmdlet cmdlet, IReadOnlyCollection<string> typed, bool isPattern = false)
{
    // They lead from a row to its port and its VF, see PipelineRow.
    private static readonly string[] s_places = ["PfPciAddress", "PciAddress", "IsSimulated"];

    private readonly SortedSet<string> _ignored = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedSet<string> _overridden = new(StringComparer.OrdinalIgnoreCase);
    private RowParameter[]? _taken;
    private HashSet<string>? _known;
    private HashSet<string>? _typedColumns;

    /// <summary>The columns of all rows so far that no parameter takes.</summary>
    public IReadOnlyCollection<string> Ignored => _ignored;

    /// <summary>The columns of all rows so far in whose place the command line gives a value.</summary>
    public IReadOnlyCollection<string> Overridden => _overridden;

    /// <summary>Leaves of a row's settings those that are wishes.</summary>
    /// <param name="row">The row, from which the engine has bound the settings.</param>
    /// <returns>Whether it is of a table that gives settings.</returns>
    /// <exception cref="ContradictoryRowException">Two columns give one parameter different values, or a cell is no value.</exception>
    public bool Read(PipelineRow row)
    {
        _taken ??= [.. RowParameter.Of(cmdlet.GetType()).Where(parameter => !typed.Contains(parameter.Name))];
        row.CheckColumns(_taken);
        RowParameter[] settings = [.. _taken.Where(parameter => parameter.IsSetting)];
        if (row.IsOfModule)
        {
            if (!isPattern)
                foreach (var setting in settings) setting.Property.SetValue(cmdlet, null);
            return false;
        }

        foreach (var setting in settings.Where(s => s.Property.GetValue(cmdlet) is null)) row.CheckIsEmpty(setting);
        Tell(row);
        return settings.Length > 0;
    }

    private void Tell(PipelineRow row)
    {
        var parameters = RowParameter.Of(cmdlet.GetType());
        _typedColumns ??= parameters.Where(p => typed.Contains(p.Name)).SelectMany(p => p.Columns).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _known ??= parameters.SelectMany(p => p.Columns).Concat(s_places).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _overridden.UnionWith(row.Columns.Where(_typedColumns.Contains));
        _ignored.UnionWith(row.Columns.Where(column => !_known.Contains(column)));
    }
}
