BeforeAll { . "$PSScriptRoot/Import.ps1" }

Describe 'Enable-MlxVfSpoofCheck' {
    BeforeAll {
        $command, $class = 'Enable-MlxVfSpoofCheck', 'Mlx5Sriov.Cmdlets.Vfs.EnableMlxVfSpoofCheckCommand'
        $property, $word, $new, $old = 'SpoofCheck', 'spoofchk', 'on', 'off'
    }

    BeforeEach {
        Enter-MlxSimulation
        foreach ($index in 0..7) { Set-MlxVf eth2 $index -MacAddress "02:00:00:00:00:1$index" -Rebind }
        $mark = @(Get-MlxSimulatedWrite).Count
    }

    AfterEach { Exit-MlxSimulation }

    . "$PSScriptRoot/VfSwitch.ps1"

    It 'warns of a VF without a MAC address, and of no other' {
        Set-MlxVf eth2 3 -MacAddress 00:00:00:00:00:00 -Rebind
        Enable-MlxVfSpoofCheck eth2 2-3 -WarningAction SilentlyContinue -WarningVariable warned
        $warned.Count | Should -Be 1
        "$warned" | Should -BeLike '*eth2 vf 3*no MAC address*'
        (Get-MlxVf eth2 3).SpoofCheck | Should -Be 'On'
    }
}
