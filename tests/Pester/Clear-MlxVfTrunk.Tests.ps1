BeforeAll { . "$PSScriptRoot/Import.ps1" }

Describe 'Clear-MlxVfTrunk' {
    BeforeAll {
        $command, $class = 'Clear-MlxVfTrunk', 'Mlx5Sriov.Cmdlets.Trunks.ClearMlxVfTrunkCommand'
        $vlan, $trunk, $acts = @{}, '', @('rem 4 17')
    }

    BeforeEach {
        Enter-MlxSimulation
        Set-MlxVfTrunk eth2 0-3 4-15,17
        $mark = @(Get-MlxSimulatedWrite).Count
    }

    AfterEach { Exit-MlxSimulation }

    . "$PSScriptRoot/VfTrunk.ps1"

    It 'leaves a VST VLAN' {
        Set-MlxVf eth2 5 -VlanId 100
        Clear-MlxVfTrunk eth2 5 -WarningVariable warned
        $warned | Should -BeNullOrEmpty
        (Get-MlxVf eth2 5).VlanId | Should -Be 100
    }

    It 'clears a trunk of which the driver lists a part' {
        Set-MlxVfTrunk eth2 5 0-4095
        (Clear-MlxVfTrunk eth2 5 -PassThru).VlanMode | Should -Be 'Vgt'
    }
}
