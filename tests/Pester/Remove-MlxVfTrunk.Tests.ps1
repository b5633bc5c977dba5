BeforeAll { . "$PSScriptRoot/Import.ps1" }

Describe 'Remove-MlxVfTrunk' {
    BeforeAll {
        $command, $class = 'Remove-MlxVfTrunk', 'Mlx5Sriov.Cmdlets.Trunks.RemoveMlxVfTrunkCommand'
        $vlan, $trunk, $acts = @{ Vlan = '0,10-20' }, '4-9', @('rem 10 17')
    }

    BeforeEach {
        Enter-MlxSimulation
        Set-MlxVfTrunk eth2 0-3 4-15,17
        $mark = @(Get-MlxSimulatedWrite).Count
    }

    AfterEach { Exit-MlxSimulation }

    . "$PSScriptRoot/VfTrunk.ps1"

    It 'says that every VLAN passes when none is left' {
        Remove-MlxVfTrunk eth2 3 0-20 -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike 'eth2 vf 3:*every VLAN passes*'
        (Get-MlxVf eth2 3).VlanMode | Should -Be 'Vgt'
    }

    It 'leaves alone what the driver does not list' {
        Set-MlxVfTrunk eth2 3 0-2999
        $mark = @(Get-MlxSimulatedWrite).Count
        Remove-MlxVfTrunk eth2 3 1000-1100
        (Get-MlxSimulatedWrite -After $mark).Value | Should -Be 'rem 1000 1100'
    }
}
