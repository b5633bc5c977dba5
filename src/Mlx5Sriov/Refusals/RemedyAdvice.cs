namespace Mlx5Sriov.Refusals;

/// <summary>What the library can do about a refusal or a warning, as the cmdlet that does it.</summary>
internal static class RemedyAdvice
{
    private const string NodesOrOfed = "Put the e-switch into switchdev mode (Set-MlxPf -EswitchMode Switchdev) and use devlink's rate nodes, "
        + "or install MLNX_OFED or DOCA-OFED, whose driver has numbered groups.";

    /// <summary>The advice on a refused setting.</summary>
    public static string Of(Remedy remedy) => remedy.Kind switch
    {
        RemedyKind.TakeVfsOutOfGroups => "Use 1-255; Set-MlxVf -Group 0 takes VFs out of their groups.",
        RemedyKind.NameMembers => "Name them with -Index; Remove-MlxVfGroup ends a group.",
        RemedyKind.ChangeGroup => "Change it with Set-MlxVfGroup, or use another number or name.",
        RemedyKind.LeaveGroup => "Take it out of its group first: Set-MlxVf -Group 0.",
        RemedyKind.LimitEachVf => "Update the firmware; without groups limit each VF: Set-MlxVf -MaxTxRate.",
        RemedyKind.RemoveNodes => $"Remove them first: Remove-MlxVfGroup {Pf(remedy)} -Name {string.Join(',', remedy.Nodes.Select(PowerShellWord.Quote))}.",
        RemedyKind.UseRateNode => "Use a devlink rate node: New-MlxVfGroup -Name.",
        RemedyKind.UseNodesOrOfed => NodesOrOfed,
        RemedyKind.UseNumberedGroup => "Use a numbered group (-Id 1 to 255), or put the e-switch into switchdev mode.",
        RemedyKind.OmitEswitchModes => "Leave -EswitchMode, -InlineMode and -EncapMode out.",
        RemedyKind.OmitInlineMode => "Leave -InlineMode out.",
        RemedyKind.UseLegacyMode =>
            $"Use tc or Open vSwitch on the VF's representor, or put the e-switch into legacy mode: Set-MlxPf {Pf(remedy)} -EswitchMode Legacy.",
        RemedyKind.UndoInLegacyMode =>
            "Put the e-switch back into legacy mode (Set-MlxPf -EswitchMode Legacy, or Undo-MlxChange of the change of the mode), then undo this change.",
        RemedyKind.TrustVf => "Trust it first: Enable-MlxVfTrust.",
        RemedyKind.BindNetDriver => "Bind the driver that makes one: Set-MlxVfDriver -Driver mlx5_core.",
        RemedyKind.GiveVlan => "Give the VLAN too: -VlanId.",
        RemedyKind.ChangeRates => "Lower -MinTxRate or raise -MaxTxRate; the one not given keeps its value.",
        RemedyKind.SetLinkState => "On Ethernet set -LinkState.",
        RemedyKind.SetGuids => "On InfiniBand set -NodeGuid, -PortGuid and -Policy (Set-MlxVf).",
        RemedyKind.DescribePort => "Name an Ethernet port, or describe one with -Vf and -LineRate.",
        _ => throw new ArgumentOutOfRangeException(nameof(remedy), remedy.Kind, null),
    };

    /// <summary>A warning that goes on with what does something about it.</summary>
    public static string WithCmdlet(string warning, Remedy remedy) => warning.TrimEnd('.') + remedy.Kind switch
    {
        RemedyKind.UndoRestoresGroup => ". Undo-MlxChange brings them back.",
        RemedyKind.UndoRestoresVf => ", and only Undo-MlxChange brings it back.",
        RemedyKind.ResetInLegacyMode => $". Reset them there (Set-MlxPf {Pf(remedy)} -EswitchMode Legacy).",
        RemedyKind.SetMacAddress => ": set one with Set-MlxVf -MacAddress.",
        RemedyKind.SetRxMode => ": set it again with Set-MlxVfRxMode.",
        RemedyKind.BindAgain => ": use -Rebind, or restart the guest.",
        _ => throw new ArgumentOutOfRangeException(nameof(remedy), remedy.Kind, null),
    };

    private static string Pf(Remedy remedy) => PowerShellWord.Quote(remedy.Pf ?? "");
}
