using System.Management.Automation;

using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Cmdlets.Vfs;

/// <summary>Reset-MlxVf: gives VFs the settings of new ones.</summary>
[Cmdlet(VerbsCommon.Reset, "MlxVf", SupportsShouldProcess = true, DefaultParameterSetName = "Name")]
[OutputType(typeof(VirtualFunction), typeof(ChangePlan))]
public sealed class ResetMlxVfCommand : VfChangeCmdlet
{
    /// <summary>Binds a VF's driver again where it would see that its MAC address or GUID is gone only then.</summary>
    [Parameter]
    public SwitchParameter Rebind { get; set; }

    private protected override VfWish Wish() => new() { Reset = true, Rebind = Rebind };
}
