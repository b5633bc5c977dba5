using System.Globalization;
using System.Management.Automation;
using System.Reflection;

namespace Mlx5Sriov.Binding;

/// <summary>
/// The object from which the engine bound parameters by their names. What was saved, or sent from another session, has lost its type, and columns of one kind
/// of thing have the names of another's parameters: a VF's Name is no name of a port, nor of a rate group.
/// </summary>
/// <param name="row">The object.</param>
internal sealed class PipelineRow(PSObject row)
{
    // The engine alone knows it.
    private static readonly PropertyInfo? s_current =
        typeof(Cmdlet).BaseType?.GetProperty("CurrentPipelineObject", BindingFlags.Instance | BindingFlags.NonPublic);

    /// <summary>What the pipeline has brought; null where it brings nothing.</summary>
    public static PipelineRow? Of(Cmdlet cmdlet) => s_current?.GetValue(cmdlet) is PSObject { BaseObject: not null } row ? new PipelineRow(row) : null;

    /// <summary>Whether it is a VF, or tells something of one: all such objects have a port, an index and the VF's own address.</summary>
    public bool IsOfVf => row.Properties["Pf"] is not null && row.Properties["Index"] is not null && row.Properties["PciAddress"] is not null;

    /// <summary>The port's name.</summary>
    public string Pf => Text("Pf");

    /// <summary>The VF's index; null where it is none.</summary>
    public int? Index => int.TryParse(Text("Index"), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;

    /// <summary>The VF as messages name it.</summary>
    public override string ToString() => $"{Pf} vf {Text("Index")}";

    private string Text(string property) => Convert.ToString(row.Properties[property]?.Value, CultureInfo.InvariantCulture) ?? "";
}
