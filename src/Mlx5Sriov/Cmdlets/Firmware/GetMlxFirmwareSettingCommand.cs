using System.Management.Automation;

using Mlx5Sriov.Binding;
using Mlx5Sriov.Completion;
using Mlx5Sriov.Firmware;
using Mlx5Sriov.Firmware.Boots;
using Mlx5Sriov.Selection;

namespace Mlx5Sriov.Cmdlets.Firmware;

/// <summary>Get-MlxFirmwareSetting: the settings of adapters' firmware, in force and for the next restart.</summary>
[Cmdlet(VerbsCommon.Get, "MlxFirmwareSetting", DefaultParameterSetName = "Pf")]
[OutputType(typeof(FirmwareSetting))]
public sealed class GetMlxFirmwareSettingCommand : MlxCmdlet
{
    private readonly HashSet<(PciAddress Pf, string Name)> _seen = [];
    private FirmwareSelection? _settings;

    /// <summary>The physical function: net device, alternative name, PCI address or RDMA device; wildcards are allowed. All where none is given.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "Pf")]
    [ArgumentCompleter(typeof(PfNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Pf { get; set; } = ["*"];

    /// <summary>The settings' names, in any case; wildcards are allowed. All that the card shows where none is given.</summary>
    [Parameter(Position = 1, ParameterSetName = "Pf")]
    [Parameter(ParameterSetName = "PfObject")]
    [ArgumentCompleter(typeof(FirmwareNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Physical functions, whose settings are wanted.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "PfObject")]
    [WholeObject(typeof(PhysicalFunction))]
    [ValidateNotNull]
    public PhysicalFunction[] PfObject { get; set; } = [];

    private FirmwareSelection Settings => _settings ??= new FirmwareSelection(new FirmwareReader(Snapshot), Vfs, Attempt, WriteWarning);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // A setting of the pipeline is read again, and of a VF the port's.
        var names = !Typed.Contains(nameof(Name)) && PipelineRow.Of(this) is { IsOfFirmware: true } setting ? [setting.Name] : Name;
        foreach (var pf in ParameterSetName == "Pf" ? Ports(nameof(Pf), Pf) : [.. OfThisHost(PfObject).Select(p => $"{p.PciAddress}")])
            Attempt(pf, () => Settings.Visit(pf, names, Write));
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Output.End();

    private void Write(FirmwareSetting setting)
    {
        if (_seen.Add((setting.PfPciAddress, setting.Name))) Output.Write(setting);
    }
}
