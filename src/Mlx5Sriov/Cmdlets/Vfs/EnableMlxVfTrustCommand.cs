using System.Management.Automation;

using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Cmdlets.Vfs;

/// <summary>Enable-MlxVfTrust: lets VFs ask for promiscuous and all-multicast reception.</summary>
[Cmdlet(VerbsLifecycle.Enable, "MlxVfTrust", SupportsShouldProcess = true, DefaultParameterSetName = "Name")]
[OutputType(typeof(VirtualFunction), typeof(ChangePlan))]
public sealed class EnableMlxVfTrustCommand : VfChangeCmdlet
{
    private protected override VfWish Wish() => new() { Trust = OnOff.On };
}
