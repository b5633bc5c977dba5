using System.Globalization;
using System.Management.Automation;

using Mlx5Sriov.Binding;
using Mlx5Sriov.Completion;
using Mlx5Sriov.Planning.Vfs;
using Mlx5Sriov.Plans;

namespace Mlx5Sriov.Cmdlets.Vfs;

/// <summary>Set-MlxVf: the settings of VFs; what is not given stays as it is.</summary>
[Cmdlet(VerbsCommon.Set, "MlxVf", SupportsShouldProcess = true, DefaultParameterSetName = "Name")]
[OutputType(typeof(VirtualFunction), typeof(ChangePlan))]
public sealed class SetMlxVfCommand : VfChangeCmdlet
{
    /// <summary>The MAC address; 00:00:00:00:00:00 leaves the choice to the VF's driver.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Pf")]
    [Parameter(ParameterSetName = "Name"), Parameter(ParameterSetName = "InputObject"), Parameter(ParameterSetName = "PfObject")]
    [ValueArgument(typeof(MacAddress), IsColumn = true)]
    public MacAddress? MacAddress { get; set; }

    /// <summary>The VST VLAN, 1-4094; 0 returns to VGT.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Pf")]
    [Parameter(ParameterSetName = "Name"), Parameter(ParameterSetName = "InputObject"), Parameter(ParameterSetName = "PfObject")]
    [WholeNumber(AllowsNull = true, IsColumn = true)]
    [ArgumentCompleter(typeof(NumberCompleter))]
    public int? VlanId { get; set; }

    /// <summary>The VST priority, 0-7.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Pf")]
    [Parameter(ParameterSetName = "Name"), Parameter(ParameterSetName = "InputObject"), Parameter(ParameterSetName = "PfObject")]
    [WholeNumber(AllowsNull = true, IsColumn = true)]
    [ArgumentCompleter(typeof(NumberCompleter))]
    public int? Qos { get; set; }

    /// <summary>The VST tag protocol: 802.1Q, or 802.1ad where driver and firmware can.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Pf")]
    [Parameter(ParameterSetName = "Name"), Parameter(ParameterSetName = "InputObject"), Parameter(ParameterSetName = "PfObject")]
    [ValueArgument(typeof(VlanProtocol), IsColumn = true)]
    public VlanProtocol? VlanProtocol { get; set; }

    /// <summary>Whether the e-switch drops packets from another source MAC address than the VF's own.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Pf")]
    [Parameter(ParameterSetName = "Name"), Parameter(ParameterSetName = "InputObject"), Parameter(ParameterSetName = "PfObject")]
    [ValueArgument(typeof(OnOff), IsColumn = true)]
    public OnOff? SpoofCheck { get; set; }

    /// <summary>Whether the VF may ask for promiscuous and all-multicast reception.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Pf")]
    [Parameter(ParameterSetName = "Name"), Parameter(ParameterSetName = "InputObject"), Parameter(ParameterSetName = "PfObject")]
    [ValueArgument(typeof(OnOff), IsColumn = true)]
    public OnOff? Trust { get; set; }

    /// <summary>The link state that the VF is shown: Auto (Follow), Enable (Up) or Disable (Down).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Pf")]
    [Parameter(ParameterSetName = "Name"), Parameter(ParameterSetName = "InputObject"), Parameter(ParameterSetName = "PfObject")]
    [ValueArgument(typeof(VfLinkState), IsColumn = true)]
    public VfLinkState? LinkState { get; set; }

    /// <summary>The guaranteed rate: 1Gbit, 500Mbit or a bare number of Mbit/s; 0 for none.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Pf")]
    [Parameter(ParameterSetName = "Name"), Parameter(ParameterSetName = "InputObject"), Parameter(ParameterSetName = "PfObject")]
    [RateArgument(IsColumn = true)]
    [ArgumentCompleter(typeof(NumberCompleter))]
    public Bandwidth? MinTxRate { get; set; }

    /// <summary>The rate limit: 10Gbit, 500Mbit or a bare number of Mbit/s; 0 for none.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Pf")]
    [Parameter(ParameterSetName = "Name"), Parameter(ParameterSetName = "InputObject"), Parameter(ParameterSetName = "PfObject")]
    [RateArgument(IsColumn = true)]
    [ArgumentCompleter(typeof(NumberCompleter))]
    public Bandwidth? MaxTxRate { get; set; }

    /// <summary>The rate group: an OFED group's number (1-255), which is made if it is not there, or the name of a devlink rate node; 0 for none.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Pf")]
    [Parameter(ParameterSetName = "Name"), Parameter(ParameterSetName = "InputObject"), Parameter(ParameterSetName = "PfObject")]
    [Alias("RateGroup")]
    [ArgumentCompleter(typeof(GroupCompleter))]
    [ValueArgument(typeof(string))]
    public string? Group { get; set; }

    /// <summary>The node GUID.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Pf")]
    [Parameter(ParameterSetName = "Name"), Parameter(ParameterSetName = "InputObject"), Parameter(ParameterSetName = "PfObject")]
    [ValueArgument(typeof(InfinibandGuid), IsColumn = true)]
    public InfinibandGuid? NodeGuid { get; set; }

    /// <summary>The port GUID; InfiniBand only.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Pf")]
    [Parameter(ParameterSetName = "Name"), Parameter(ParameterSetName = "InputObject"), Parameter(ParameterSetName = "PfObject")]
    [ValueArgument(typeof(InfinibandGuid), IsColumn = true)]
    public InfinibandGuid? PortGuid { get; set; }

    /// <summary>The vport's policy: Auto (Follow), Enable (Up) or Disable (Down); InfiniBand only.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Pf")]
    [Parameter(ParameterSetName = "Name"), Parameter(ParameterSetName = "InputObject"), Parameter(ParameterSetName = "PfObject")]
    [ValueArgument(typeof(VfLinkState), IsColumn = true)]
    public VfLinkState? Policy { get; set; }

    /// <summary>Binds a VF's driver again where it would see a new MAC address or GUID only then.</summary>
    [Parameter]
    public SwitchParameter Rebind { get; set; }

    private protected override string Settings =>
        "-MacAddress, -VlanId, -Qos, -VlanProtocol, -SpoofCheck, -Trust, -LinkState, -MinTxRate, -MaxTxRate, -Group, -NodeGuid, -PortGuid and -Policy";

    // In a row it is an empty cell.
    private protected override void CheckTyped()
    {
        if (Typed.Contains(nameof(Group)) && string.IsNullOrWhiteSpace(Group))
        {
            ThrowTerminatingError(ErrorTranslation.Record(
                new RefusedSettingException(RefusalReason.GroupNameInvalid, ChangeTarget.OfGiven(Title), "the rate group was given as an empty text.",
                    "Give a number (1-255), the name of a rate node, or 0 for none."),
                Title));
        }
    }

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
        Group = GroupLabel(Group),
        NodeGuid = NodeGuid,
        PortGuid = PortGuid,
        Policy = Policy,
        Rebind = Rebind,
    };

    // A number is one however it is written.
    private static string? GroupLabel(string? text) => text?.Trim() switch
    {
        null or "" => null,
        var label when int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out var id) => id.ToString(CultureInfo.InvariantCulture),
        var label => label,
    };
}
