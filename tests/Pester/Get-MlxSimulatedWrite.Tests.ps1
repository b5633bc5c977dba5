BeforeAll { . "$PSScriptRoot/Import.ps1" }

Describe 'Get-MlxSimulatedWrite' {
    BeforeAll { Enter-MlxSimulation }
    AfterAll { Exit-MlxSimulation }

    It 'shows that reading writes nothing' {
        $null = Get-MlxPf; $null = Get-MlxVf; $null = Get-MlxVf -Name eth2v1
        @(Get-MlxSimulatedWrite).Count | Should -Be 0
    }
}
