using System.Management.Automation;

using Mlx5Sriov.Binding;
using Mlx5Sriov.Changes;
using Mlx5Sriov.Completion;

namespace Mlx5Sriov.Cmdlets;

/// <summary>Set-MlxVf: the settings of VFs; what is not given stays as it is.</summary>
[Cmdlet(VerbsCommon.Set, "MlxVf", SupportsShouldProcess = true, DefaultParameterSetName = "Name")]
[OutputType(typeof(VirtualFunction), typeof(ChangePlan))]
public sealed class SetMlxVfCommand : VfChangeCmdlet
{
    /// <summary>The MAC address; 00:00:00:00:00:00 leaves the choice to the VF's driver.</summary>
    [Parameter]
    [ValueArgument(typeof(MacAddress))]
    public MacAddress? MacAddress { get; set; }

    /// <summary>The VST VLAN, 1-4094; 0 returns to VGT.</summary>
    [Parameter]
    [WholeNumber(AllowsNull = true)]
    [ArgumentCompleter(typeof(NumberCompleter))]
    public int? VlanId { get; set; }

    /// <summary>The VST priority, 0-7.</summary>
    [Parameter]
    [WholeNumber(AllowsNull = true)]
    [ArgumentCompleter(typeof(NumberCompleter))]
    public int? Qos { get; set; }

    /// <summary>The VST tag protocol: 802.1Q, or 802.1ad where driver and firmware can.</summary>
    [Parameter]
    [ValueArgument(typeof(VlanProtocol))]
    public VlanProtocol? VlanProtocol { get; set; }

    /// <summary>Whether the e-switch drops packets from another source MAC address than the VF's own.</summary>
    [Parameter]
    [ValueArgument(typeof(OnOff))]
    public OnOff? SpoofCheck { get; set; }

    /// <summary>Whether the VF may ask for promiscuous and all-multicast reception.</summary>
    [Parameter]
    [ValueArgument(typeof(OnOff))]
    public OnOff? Trust { get; set; }

    /// <summary>The link state that the VF is shown: Auto (Follow), Enable (Up) or Disable (Down).</summary>
    [Parameter]
    [ValueArgument(typeof(VfLinkState))]
    public VfLinkState? LinkState { get; set; }

    /// <summary>The guaranteed rate: 1Gbit, 500Mbit or a bare number of Mbit/s; 0 for none.</summary>
    [Parameter]
    [RateArgument]
    [ArgumentCompleter(typeof(NumberCompleter))]
    public Bandwidth? MinTxRate { get; set; }

    /// <summary>The rate limit: 10Gbit, 500Mbit or a bare number of Mbit/s; 0 for none.</summary>
    [Parameter]
    [RateArgument]
    [ArgumentCompleter(typeof(NumberCompleter))]
    public Bandwidth? MaxTxRate { get; set; }

    /// <summary>The rate group: an OFED group's number (1-255), which is made if it is not there, or the name of a devlink rate node; 0 for none.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(GroupCompleter))]
    [ValueArgument(typeof(string))]
    [ValidateNotNullOrEmpty]
    public string? Group { get; set; }

    /// <summary>The node GUID.</summary>
    [Parameter]
    [ValueArgument(typeof(InfinibandGuid))]
    public InfinibandGuid? NodeGuid { get; set; }

    /// <summary>The port GUID; InfiniBand only.</summary>
    [Parameter]
    [ValueArgument(typeof(InfinibandGuid))]
    public InfinibandGuid? PortGuid { get; set; }

    /// <summary>The vport's policy: Auto (Follow), Enable (Up) or Disable (Down); InfiniBand only.</summary>
    [Parameter]
    [ValueArgument(typeof(VfLinkState))]
    public VfLinkState? Policy { get; set; }

    /// <summary>Binds a VF's driver anew where it would see a new MAC address or GUID only then.</summary>
    [Parameter]
    public SwitchParameter Rebind { get; set; }

    private protected override void Begin() => RequireSetting(
        Wish() != new VfWish { Rebind = Rebind },
        "-MacAddress, -VlanId, -Qos, -VlanProtocol, -SpoofCheck, -Trust, -LinkState, -MinTxRate, -MaxTxRate, -Group, -NodeGuid, -PortGuid and -Policy");

    private protected override VfWish Wish() => new()
    {
        MacAddress = MacAddress,
        VlanId = VlanId,
        Qos = Qos,
        VlanProtocol = VlanProtocol,
        SpoofCheck = SpoofCheck,
        Trust = Trust,
        LinkState = LinkState,
        MinTxRate = MinTxRate,
        MaxTxRate = MaxTxRate,
        Group = Group,
        NodeGuid = NodeGuid,
        PortGuid = PortGuid,
        Policy = Policy,
        Rebind = Rebind,
    };
}
