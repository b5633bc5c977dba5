BeforeAll { . "$PSScriptRoot/Import.ps1" }

Describe 'Disable-MlxVfTrust' {
    BeforeAll {
        $command, $class = 'Disable-MlxVfTrust', 'Mlx5Sriov.Cmdlets.Vfs.DisableMlxVfTrustCommand'
        $property, $word, $new, $old = 'Trust', 'trust', 'off', 'on'
    }

    BeforeEach {
        Enter-MlxSimulation
        Enable-MlxVfTrust eth2 0-7
        $mark = @(Get-MlxSimulatedWrite).Count
    }

    AfterEach { Exit-MlxSimulation }

    . "$PSScriptRoot/VfSwitch.ps1"

    It 'takes what Enable-MlxVfTrust gave' {
        Get-MlxVf | Where-Object Trust -EQ On | Disable-MlxVfTrust
        Get-MlxVf | Where-Object Trust -EQ On | Should -BeNullOrEmpty
    }
}
