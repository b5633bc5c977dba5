BeforeAll { . "$PSScriptRoot/Import.ps1" }

Describe 'Remove-MlxSimulatedFault' {
    BeforeEach {
        Enter-MlxSimulation
        $fault = Add-MlxSimulatedFault '*/config' EIO -Operation Read
    }
    AfterEach { Exit-MlxSimulation }

    It 'takes back <How>' -ForEach @(
        @{ How = 'a fault by its number'; Act = { Remove-MlxSimulatedFault $fault.Id } }
        @{ How = 'a fault from the pipeline'; Act = { $fault | Remove-MlxSimulatedFault } }
        @{ How = 'all faults'; Act = { Remove-MlxSimulatedFault } }
    ) {
        & $Act
        @(Get-MlxVf).Count | Should -Be 8
    }

    It 'takes nothing back under -WhatIf' {
        Remove-MlxSimulatedFault -WhatIf
        Get-MlxVf -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'says when there is no such fault' {
        { Remove-MlxSimulatedFault 99 -ErrorAction Stop } | Should -Throw -ErrorId 'FaultNotFound,*'
    }
}
