BeforeAll { . "$PSScriptRoot/Import.ps1" }

Describe 'Enable-MlxVfTrust' {
    BeforeAll {
        $command, $class = 'Enable-MlxVfTrust', 'Mlx5Sriov.Cmdlets.Vfs.EnableMlxVfTrustCommand'
        $property, $word, $new, $old = 'Trust', 'trust', 'on', 'off'
    }

    BeforeEach {
        Enter-MlxSimulation
        $mark = @(Get-MlxSimulatedWrite).Count
    }

    AfterEach { Exit-MlxSimulation }

    . "$PSScriptRoot/VfSwitch.ps1"

    It 'leaves the spoof check as it is' {
        Set-MlxVf eth2 0 -SpoofCheck On -WarningAction SilentlyContinue
        Enable-MlxVfTrust eth2 0 -WarningAction SilentlyContinue
        (Get-MlxVf eth2 0).Trust, (Get-MlxVf eth2 0).SpoofCheck | Should -Be 'On', 'On'
    }
}
