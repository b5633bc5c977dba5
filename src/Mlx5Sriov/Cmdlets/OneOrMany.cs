using System.Management.Automation;

namespace Mlx5Sriov.Cmdlets;

/// <summary>
/// Writes a call's objects so that one alone is shown as a list and several as a table. PowerShell picks a view by type name alone, so a lone
/// object gets a type name of its own; the first is held back until it is known whether a second comes.
/// </summary>
/// <param name="write">Writes to the pipeline.</param>
internal sealed class OneOrMany(Action<object> write)
{
    private PSObject? _first;
    private bool _many;

    /// <summary>Writes an object.</summary>
    /// <param name="value">The object.</param>
    /// <param name="variant">The variant of its type that has a table of its own; null for the type's plain table.</param>
    public void Write(object value, string? variant = null)
    {
        var item = PSObject.AsPSObject(value);
        if (variant is not null) item.TypeNames.Insert(0, $"{value.GetType().FullName}#{variant}");
        if (!_many && _first is null)
        {
            _first = item;
            return;
        }

        Release();
        write(item);
    }

    /// <summary>Writes what is held back.</summary>
    public void End()
    {
        _first?.TypeNames.Insert(0, $"{_first.BaseObject.GetType().FullName}#One");
        Release();
    }

    /// <summary>Writes what is held back as one of several.</summary>
    public void Release()
    {
        if (_first is not { } first) return;
        (_first, _many) = (null, true);
        write(first);
    }
}
