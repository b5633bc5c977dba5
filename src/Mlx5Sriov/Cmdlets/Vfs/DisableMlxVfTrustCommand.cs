using System.Management.Automation;

using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Cmdlets.Vfs;

/// <summary>Disable-MlxVfTrust: no longer lets VFs ask for promiscuous and all-multicast reception.</summary>
[Cmdlet(VerbsLifecycle.Disable, "MlxVfTrust", SupportsShouldProcess = true, DefaultParameterSetName = "Name")]
[OutputType(typeof(VirtualFunction), typeof(ChangePlan))]
public sealed class DisableMlxVfTrustCommand : VfChangeCmdlet
{
    private protected override VfWish Wish() => new() { Trust = OnOff.Off };
}
