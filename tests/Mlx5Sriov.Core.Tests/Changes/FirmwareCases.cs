using Mlx5Sriov.Planning.Firmware;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Changes;

/// <summary>Changes of adapters' firmware.</summary>
internal static class FirmwareCases
{
    private static readonly PciAddress s_eth3 = PciAddress.Parse("0000:05:00.1");

    public static IEnumerable<ChangeCase> All() =>
        ((SimulationProfile[])[SimulationProfile.ConnectX7, SimulationProfile.ConnectX7Inbox, SimulationProfile.ConnectX6Infiniband]).SelectMany(Of);

    private static IEnumerable<ChangeCase> Of(SimulationProfile profile)
    {
        ChangeCase Case(string name, FirmwareSettingsWish? before, FirmwareSettingsWish after) =>
            new($"{profile}: firmware, {name}", profile, after) { Before = before, IsExact = true };
        yield return Case("more VFs", null, Wish((ChangeCase.Pf, "NUM_OF_VFS", "200")));
        yield return Case("no SR-IOV", null, Wish((ChangeCase.Pf, "SRIOV_EN", "False"), (ChangeCase.Pf, "NUM_OF_VFS", "0")));
        yield return Case("a value that waits", Wish((ChangeCase.Pf, "NUM_OF_VFS", "16")), Wish((s_eth3, "NUM_OF_VFS", "32")));
        yield return Case("a word", null, Wish((s_eth3, "VF_MIGRATION_MODE", "migration_enabled")));
    }

    private static FirmwareSettingsWish Wish(params (PciAddress Pf, string Name, string Value)[] values) =>
        new("Set-MlxFirmwareSetting", ChangeCase.Pf, [.. values.Select(v => new FirmwareAssignment(v.Pf, v.Name, v.Value))]);
}
