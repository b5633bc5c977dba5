using System.Management.Automation;

using Mlx5Sriov.Changes;

namespace Mlx5Sriov.Cmdlets;

/// <summary>Reset-MlxVf: gives VFs the settings of new ones.</summary>
[Cmdlet(VerbsCommon.Reset, "MlxVf", SupportsShouldProcess = true, DefaultParameterSetName = "Pf")]
[OutputType(typeof(VirtualFunction), typeof(ChangePlan))]
public sealed class ResetMlxVfCommand : VfChangeCmdlet
{
    /// <summary>Binds a VF's driver anew where it would see that its MAC address or GUID is gone only then.</summary>
    [Parameter]
    public SwitchParameter Rebind { get; set; }

    private protected override VfWish Wish() => new() { Reset = true, Rebind = Rebind };
}
