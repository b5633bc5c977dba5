BeforeAll { . "$PSScriptRoot/Import.ps1" }

Describe 'Disable-MlxVfSpoofCheck' {
    BeforeAll {
        $command, $class = 'Disable-MlxVfSpoofCheck', 'Mlx5Sriov.Cmdlets.Vfs.DisableMlxVfSpoofCheckCommand'
        $property, $word, $new, $old = 'SpoofCheck', 'spoofchk', 'off', 'on'
    }

    BeforeEach {
        Enter-MlxSimulation
        Enable-MlxVfSpoofCheck eth2 0-7 -WarningAction SilentlyContinue
        $mark = @(Get-MlxSimulatedWrite).Count
    }

    AfterEach { Exit-MlxSimulation }

    . "$PSScriptRoot/VfSwitch.ps1"

    It 'warns of nothing where a VF has no MAC address' {
        Disable-MlxVfSpoofCheck eth2 0 -WarningVariable warned
        $warned | Should -BeNullOrEmpty
    }
}
