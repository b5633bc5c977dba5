using System.Globalization;
using System.Management.Automation;
using System.Reflection;

using Mlx5Sriov.Counters;
using Mlx5Sriov.Firmware;
using Mlx5Sriov.Inventory;
using Mlx5Sriov.Inventory.Ports;
using Mlx5Sriov.Kernel;
using Mlx5Sriov.Rates;
using Mlx5Sriov.Selection;

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

    private static readonly string[] s_indexes = ["Index", "VfIndex", "FunctionID"];

    private static readonly string[][] s_kinds = [.. new[]
    {
        typeof(VirtualFunction), typeof(PhysicalFunction), typeof(RateGroup), typeof(VfTrunk), typeof(VfStatistic), typeof(VfTrafficRate), typeof(VfBandwidth),
        typeof(FirmwareSetting),
    }.Select(type => type.GetProperties().Select(p => p.Name).ToArray())];

    /// <summary>What the pipeline has brought; null where it brings nothing.</summary>
    public static PipelineRow? Of(Cmdlet cmdlet) =>
        s_current?.GetValue(cmdlet) is PSObject { BaseObject: not (null or IConvertible or PciAddress) } row ? new PipelineRow(row) : null;

    /// <summary>What the row is, as it was given.</summary>
    public object Item => row.BaseObject;

    /// <summary>The names of its columns.</summary>
    public IEnumerable<string> Columns => row.Properties.Select(p => p.Name);

    /// <summary>
    /// Whether it is an object of the module, also one that was saved, and no table that somebody wrote: such an object has all properties of its type.
    /// </summary>
    public bool IsOfModule => s_kinds.Any(kind => kind.All(property => row.Properties[property] is not null));

    /// <summary>Whether it is a VF, or tells something of one: all such objects have a port, an index and the VF's own address.</summary>
    public bool IsOfVf => row.Properties["Pf"] is not null && row.Properties["Index"] is not null && row.Properties["PciAddress"] is not null;

    /// <summary>Whether it is a thing of a port, and not the port: a VF, or a group of some.</summary>
    public bool IsOnPort => row.Properties["Pf"] is not null && (row.Properties["Index"] ?? row.Properties["PfPciAddress"]) is not null;

    /// <summary>Whether it is a setting of a port's firmware.</summary>
    public bool IsOfFirmware => row.Properties["Pf"] is not null && row.Properties[nameof(FirmwareSetting.RestartRequired)] is not null;

    /// <summary>The port's name.</summary>
    public string Pf => Text("Pf");

    /// <summary>The own name of what the row is about.</summary>
    public string Name => Text("Name");

    /// <summary>The VF's index; null where it is none.</summary>
    public int? Index => int.TryParse(Text("Index"), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;

    /// <summary>The refusal of a VF, or of another thing of a port, where a physical function is to be changed.</summary>
    public PfNotFoundException IsNoPf() => IsOfFirmware
        ? new(Name, [], [Pf])
        : new(Name.Length > 0 ? Name : $"{this}", [], [], ChangeTarget.OfVf(Pf, Index ?? 0));

    /// <summary>The physical functions that the row means: by its address where it has one, else by the names in it, letter by letter.</summary>
    /// <param name="snapshot">The host.</param>
    /// <param name="names">The names in it.</param>
    /// <exception cref="OtherHostException">It is of a simulated host, and this is none, or the other way round.</exception>
    /// <exception cref="ContradictoryRowException">A name is by now that of another port than the address tells, or the address is none.</exception>
    public string[] Ports(HostSnapshot snapshot, IEnumerable<string> names)
    {
        string[] literal = [.. names.Select(name => NameWord.Escaped(name.Trim()))];
        if (bool.TryParse(Text("IsSimulated"), out var isSimulated) && isSimulated != snapshot.Host.IsSimulated)
            throw new OtherHostException(string.Join(", ", names), new HostIdentity("", isSimulated).Apart(snapshot.Host));
        var own = IsOfVf ? Address("PciAddress") : null;
        var address = Address("PfPciAddress") ?? (IsOfVf ? own is { } vf ? snapshot.PfOf(vf) ?? PortAt(snapshot, vf) : null : Address("PciAddress"));
        foreach (var name in literal)
        {
            var named = SitesNamed(snapshot, name);
            if (address is { } port && named.FirstOrDefault(site => site.PciAddress != port) is { } other)
                throw ContradictoryRowException.OfAddress($"{snapshot.NameOf(other.PciAddress)} ({other.PciAddress})", $"{snapshot.NameOf(port)} ({port})");

            // A VF's own address leads to its port and its index.
            if (own is { } function && Index is { } index && (address ?? named.FirstOrDefault()?.PciAddress) is { } pf
                && snapshot.AddressOf(pf, index) is { } there && there != function && PortAt(snapshot, function) is null)
                throw ContradictoryRowException.OfAddress($"{this} ({there})", $"the function {function}");
        }

        return address is { } found ? [$"{found}"] : literal;
    }

    /// <summary>Refuses a row of which two columns give one parameter: the engine takes the first, also where that is empty.</summary>
    /// <param name="parameters">The parameters that the row gives.</param>
    /// <exception cref="ContradictoryRowException">Their cells differ.</exception>
    public void CheckColumns(IEnumerable<RowParameter> parameters)
    {
        foreach (var parameter in parameters.Where(p => p.Columns.Count > 1))
        {
            string[] columns = [.. parameter.Columns.Where(column => row.Properties[column] is not null)];
            if (columns.Select(column => Text(column).Trim()).Distinct(StringComparer.Ordinal).Count() > 1)
                throw ContradictoryRowException.OfColumns(parameter.Name, columns);
        }
    }

    /// <summary>Refuses a row with a cell that a parameter cannot be made of, and which the engine has dropped.</summary>
    /// <param name="setting">The parameter.</param>
    /// <exception cref="ContradictoryRowException">The cell is not empty.</exception>
    public void CheckIsEmpty(RowParameter setting)
    {
        foreach (var column in setting.Columns.Where(column => !string.IsNullOrWhiteSpace(Text(column))))
            throw ContradictoryRowException.NoValue(column, setting.Refusal(row.Properties[column].Value) ?? $"'{Text(column)}' is no value.");
    }

    /// <summary>The VF as messages name it.</summary>
    public override string ToString()
    {
        var index = s_indexes.Select(column => Text(column).Trim()).FirstOrDefault(text => text.Length > 0);
        return $"{(Pf.Trim() is { Length: > 0 } pf ? pf : "row")}{(index is null ? "" : $" vf {index}")}";
    }

    // In tables that people write, the address beside an index may be the port's.
    private static PciAddress? PortAt(HostSnapshot snapshot, PciAddress address) => snapshot.Sites.Any(site => site.PciAddress == address) ? address : null;

    private PciAddress? Address(string property)
    {
        if (Text(property).Trim() is not { Length: > 0 } text) return null;
        if (PciAddress.TryParse(text, out var address)) return address;

        // PowerShell's own ConvertTo-Json takes an address apart into its numbers: such a row has a name only.
        return row.Properties[property].Value is PSObject { Properties: var numbers } && numbers["Bus"] is not null && numbers["Function"] is not null
            ? null
            : throw ContradictoryRowException.NoAddress(property, text);
    }

    private static IReadOnlyList<PfSite> SitesNamed(HostSnapshot snapshot, string name)
    {
        try
        {
            return PfSelection.Select(snapshot, name, static (_, _) => { });
        }
        catch (Exception none) when (none is PfNotFoundException or NoAdapterException or AmbiguousNameException)
        {
            // A name of several contradicts no address.
            return [];
        }
    }

    private string Text(string property) => row.Properties[property]?.Value switch
    {
        PSObject { BaseObject: object[] cells } => string.Join(',', cells),
        object[] cells => string.Join(',', cells),
        var cell => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "",
    };
}
