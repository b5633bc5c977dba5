using System.Globalization;

using Mlx5Sriov.Simulation.Adapter;

namespace Mlx5Sriov.Simulation.Ofed;

/// <summary><c>config</c>: all settings of an Ethernet VF, a line each.</summary>
internal static class ConfigFile
{
    /// <summary>The driver prints its unsigned rates as signed ones (<c>%d</c>).</summary>
    public static string Show(SimulatedVport vport)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            VF         : {vport.Index}
            MAC        : {vport.Mac}
            VLAN       : {vport.VlanId}
            QoS        : {vport.Qos}
            VLAN Proto : {Protocol(vport)}
            SpoofCheck : {SwitchFiles.Word(vport.SpoofCheck)}
            Trust      : {SwitchFiles.Word(vport.Trust)}
            LinkState  : {LinkStateFile.Word(vport.LinkState)}
            MinTxRate  : {(int)vport.Seat.MinRate}
            MaxTxRate  : {(int)vport.Seat.MaxRate}
            RateGroup  : {vport.Seat.Group?.Id ?? 0}
            VGT+       : {SwitchFiles.Word(vport.HasTrunk)}

            """);
        return vport.Eswitch.Release.RepeatsRateGroup ? $"{text}RateGroup  : 0\n" : text;
    }

    private static string Protocol(SimulatedVport vport) => vport switch
    {
        { VlanId: 0, Qos: 0 } => "N/A",
        { VlanProtocol: VlanProtocol.Dot1Ad } => "802.1ad",
        _ => "802.1Q",
    };
}
