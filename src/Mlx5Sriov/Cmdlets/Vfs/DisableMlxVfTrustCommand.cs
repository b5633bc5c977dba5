using System.Management.Automation;

using Mlx5Sriov.Changes;

namespace Mlx5Sriov.Cmdlets;

/// <summary>Disable-MlxVfTrust: no longer lets VFs ask for promiscuous and all-multicast reception.</summary>
[Cmdlet(VerbsLifecycle.Disable, "MlxVfTrust", SupportsShouldProcess = true, DefaultParameterSetName = "Name")]
[OutputType(typeof(VirtualFunction), typeof(ChangePlan))]
public sealed class DisableMlxVfTrustCommand : VfChangeCmdlet
{
    private protected override VfWish Wish() => new() { Trust = OnOff.Off };
}
