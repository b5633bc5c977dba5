BeforeAll { . "$PSScriptRoot/Import.ps1" }

Describe 'Exit-MlxSimulation' {
    It 'leaves the simulated host' {
        Enter-MlxSimulation
        Exit-MlxSimulation
        { Get-MlxSimulatedWrite -ErrorAction Stop } | Should -Throw -ErrorId 'NotSimulated,*'
    }

    It 'says so when there is none to leave' {
        { Exit-MlxSimulation -ErrorAction Stop } | Should -Throw -ErrorId 'NotSimulated,Mlx5Sriov.Cmdlets.ExitMlxSimulationCommand'
    }
}
