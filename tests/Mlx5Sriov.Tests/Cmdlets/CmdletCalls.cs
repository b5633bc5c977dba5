namespace Mlx5Sriov.Tests;

/// <summary>A call of each cmdlet that does or gives something on the default simulated host.</summary>
/// <remarks><c>$plan</c> is what <see cref="Preparation"/> makes.</remarks>
internal static class CmdletCalls
{
    /// <summary>What the calls need: settings to take back, a group, an ordered fault, and a plan.</summary>
    public const string Preparation = """
        Set-MlxVf eth2 0 -MacAddress 02:00:00:00:00:01; Set-MlxVf eth2 0 -SpoofCheck On; Set-MlxVfTrunk eth2 1 7; New-MlxVfGroup eth2 3 4
        Set-MlxVf eth2 0-1 -Trust On
        Add-MlxSimulatedFault never EIO; $plan = Set-MlxVf eth2 5 -LinkState Enable -PlanOnly
        """;

    private static readonly Dictionary<string, string> s_calls = new()
    {
        ["Add-MlxSimulatedFault"] = "Add-MlxSimulatedFault x EIO",
        ["Add-MlxVfTrunk"] = "Add-MlxVfTrunk eth2 3 7",
        ["Clear-MlxVfTrunk"] = "Clear-MlxVfTrunk eth2 1",
        ["ConvertTo-MlxJson"] = "ConvertTo-MlxJson $plan",
        ["Disable-MlxVfSpoofCheck"] = "Disable-MlxVfSpoofCheck eth2 0",
        ["Disable-MlxVfTrust"] = "Disable-MlxVfTrust eth2 0",
        ["Enable-MlxVfSpoofCheck"] = "Enable-MlxVfSpoofCheck eth2 3",
        ["Enable-MlxVfTrust"] = "Enable-MlxVfTrust eth2 3",
        ["Enter-MlxSimulation"] = "Enter-MlxSimulation",
        ["Exit-MlxSimulation"] = "Exit-MlxSimulation",
        ["Get-MlxChange"] = "Get-MlxChange",
        ["Get-MlxFirmwareSetting"] = "Get-MlxFirmwareSetting",
        ["Get-MlxPf"] = "Get-MlxPf",
        ["Get-MlxSimulatedWrite"] = "Get-MlxSimulatedWrite",
        ["Get-MlxVf"] = "Get-MlxVf",
        ["Get-MlxVfGroup"] = "Get-MlxVfGroup",
        ["Get-MlxVfStatistic"] = "Get-MlxVfStatistic",
        ["Get-MlxVfTrunk"] = "Get-MlxVfTrunk eth2",
        ["Invoke-MlxPlan"] = "Invoke-MlxPlan $plan",
        ["Measure-MlxVfBandwidth"] = "Measure-MlxVfBandwidth",
        ["New-MlxVfGroup"] = "New-MlxVfGroup eth2 33 3",
        ["Remove-MlxSimulatedFault"] = "Remove-MlxSimulatedFault",
        ["Remove-MlxVfGroup"] = "Remove-MlxVfGroup eth2 3",
        ["Remove-MlxVfTrunk"] = "Remove-MlxVfTrunk eth2 1 7",
        ["Reset-MlxVf"] = "Reset-MlxVf eth2 0",
        ["Set-MlxFirmwareSetting"] = "Set-MlxFirmwareSetting eth2 NUM_OF_VFS 16",
        ["Set-MlxPf"] = "Set-MlxPf eth2 -NumVfs 4",
        ["Set-MlxVf"] = "Set-MlxVf eth2 3 -VlanId 100",
        ["Set-MlxVfDriver"] = "Set-MlxVfDriver eth2 3 -Driver none",
        ["Set-MlxVfGroup"] = "Set-MlxVfGroup eth2 3 -MaxTxRate 3Gbit",
        ["Set-MlxVfRxMode"] = "Set-MlxVfRxMode eth2 0 -Promiscuous On",
        ["Set-MlxVfTrunk"] = "Set-MlxVfTrunk eth2 3 7",
        ["Test-MlxHost"] = "Test-MlxHost",
        ["Undo-MlxChange"] = "Undo-MlxChange",
        ["Watch-MlxVfStatistic"] = "Watch-MlxVfStatistic -Count 1 -Stream",
    };

    /// <summary>A cmdlet's call.</summary>
    public static string Of(string command) => s_calls[command];
}
