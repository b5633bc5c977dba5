BeforeAll { . "$PSScriptRoot/Import.ps1" }

Describe 'Add-MlxVfTrunk' {
    BeforeAll {
        $command, $class = 'Add-MlxVfTrunk', 'Mlx5Sriov.Cmdlets.Trunks.AddMlxVfTrunkCommand'
        $vlan, $trunk, $acts = @{ Vlan = '0,10-20' }, '0,4-20', @('add 0 0', 'add 16 20')
    }

    BeforeEach {
        Enter-MlxSimulation
        Set-MlxVfTrunk eth2 0-3 4-15,17
        $mark = @(Get-MlxSimulatedWrite).Count
    }

    AfterEach { Exit-MlxSimulation }

    . "$PSScriptRoot/VfTrunk.ps1"

    It 'adds up the rows of a table' {
        'Pf,Index,Vlan', 'eth2,5,4', 'eth2,5,9-10', 'eth2,6,4' | ConvertFrom-Csv | Add-MlxVfTrunk
        (Get-MlxVfTrunk eth2 5-6).Trunk | ForEach-Object { "$_" } | Should -Be '4,9-10', '4'
    }

    It 'leaves alone what the driver does not list' {
        Set-MlxVfTrunk eth2 3 0-2999
        $mark = @(Get-MlxSimulatedWrite).Count
        Add-MlxVfTrunk eth2 3 3500
        (Get-MlxSimulatedWrite -After $mark).Value | Should -Be 'add 3500 3500'
    }
}
