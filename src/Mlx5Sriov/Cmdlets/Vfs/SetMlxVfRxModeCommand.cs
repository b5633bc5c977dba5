using System.Management.Automation;

using Mlx5Sriov.Binding;
using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Cmdlets.Vfs;

/// <summary>Set-MlxVfRxMode: what a trusted VF's own net device receives beyond its addresses.</summary>
[Cmdlet(VerbsCommon.Set, "MlxVfRxMode", SupportsShouldProcess = true, DefaultParameterSetName = "Name")]
[OutputType(typeof(VirtualFunction), typeof(ChangePlan))]
public sealed class SetMlxVfRxModeCommand : VfChangeCmdlet
{
    /// <summary>Whether it receives every packet that reaches the port.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Pf")]
    [Parameter(ParameterSetName = "Name"), Parameter(ParameterSetName = "InputObject"), Parameter(ParameterSetName = "PfObject")]
    [ValueArgument(typeof(OnOff), IsColumn = true)]
    public OnOff? Promiscuous { get; set; }

    /// <summary>Whether it receives every multicast packet that reaches the port.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Pf")]
    [Parameter(ParameterSetName = "Name"), Parameter(ParameterSetName = "InputObject"), Parameter(ParameterSetName = "PfObject")]
    [ValueArgument(typeof(OnOff), IsColumn = true)]
    public OnOff? AllMulticast { get; set; }

    private protected override string Settings => "-Promiscuous and -AllMulticast";

    private protected override VfWish Wish() => new() { Promiscuous = Promiscuous, AllMulticast = AllMulticast };
}
