using System.Management.Automation;

using Mlx5Sriov.Binding;
using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Cmdlets.Vfs;

/// <summary>Set-MlxVfDriver: gives VFs another driver, or none.</summary>
[Cmdlet(VerbsCommon.Set, "MlxVfDriver", SupportsShouldProcess = true, DefaultParameterSetName = "Name")]
[OutputType(typeof(VirtualFunction), typeof(ChangePlan))]
public sealed class SetMlxVfDriverCommand : VfChangeCmdlet
{
    // Text, since the engine completes an enum by its names and asks no completer for the driver's own.
    private string _word = "";
    private VfDriver _driver;

    /// <summary>The driver: mlx5_core, vfio-pci, mlx5_vfio_pci or None.</summary>
    [Parameter(Mandatory = true)]
    [ArgumentCompleter(typeof(Completion.VfDriverCompleter))]
    [ValueArgument(typeof(VfDriver), KeepsText = true)]
    public string Driver
    {
        get => _word;
        set
        {
            _driver = EnumWords.Parse<VfDriver>(value);
            _word = value;
        }
    }

    /// <summary>Takes the driver from a VF though someone uses the VF.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override VfWish Wish() => new() { Driver = _driver, Force = Force };
}
