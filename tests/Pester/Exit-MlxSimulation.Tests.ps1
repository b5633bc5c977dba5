BeforeAll { . "$PSScriptRoot/Import.ps1" }

Describe 'Exit-MlxSimulation' {
    It 'leaves the simulated host' {
        Enter-MlxSimulation
        Exit-MlxSimulation
        { Get-MlxSimulatedWrite -ErrorAction Stop } | Should -Throw -ErrorId 'NotSimulated,*'
    }

    It 'says that the real host is meant, where that is not known' {
        $answers = 1 | ForEach-Object -Parallel {
            Import-Module $using:PSScriptRoot/../../Mlx5Sriov.psd1
            Enter-MlxSimulation
            Remove-Variable * -Force -ErrorAction Ignore
            Get-MlxPf -ErrorAction SilentlyContinue -ErrorVariable refused
            $refused.FullyQualifiedErrorId
            Exit-MlxSimulation
            Get-MlxSimulatedWrite -ErrorAction SilentlyContinue -ErrorVariable refused
            $refused.FullyQualifiedErrorId
        }
        $answers | Should -Be @(
            'HostUndecided,Mlx5Sriov.Cmdlets.Inventory.GetMlxPfCommand'
            'NotSimulated,Mlx5Sriov.Cmdlets.Simulation.GetMlxSimulatedWriteCommand')
    }

    It 'says so when there is none to leave' {
        { Exit-MlxSimulation -ErrorAction Stop } | Should -Throw -ErrorId 'NotSimulated,Mlx5Sriov.Cmdlets.Simulation.ExitMlxSimulationCommand'
    }
}
