BeforeAll { . "$PSScriptRoot/Import.ps1" }

Describe 'Get-MlxVf' {
    BeforeAll { Enter-MlxSimulation }
    AfterAll { Exit-MlxSimulation }

    It 'shows the enabled virtual functions' {
        (Get-MlxVf).Count | Should -Be 8
        (Get-MlxVf eth2 0-2, 5).Index | Should -Be 0, 1, 2, 5
        (Get-MlxVf -Name eth2v4).Index | Should -Be 4
    }

    It 'takes ports from the pipeline' {
        (Get-MlxPf eth2 | Get-MlxVf -Index 3).PciAddress | Should -Be '0000:05:00.5'
    }

    It 'compares its values with text' {
        (Get-MlxVf eth2 0).LinkState -eq 'Follow' | Should -BeTrue
        (Get-MlxVf | Where-Object MacAddress -EQ '00:00:00:00:00:00').Count | Should -Be 8
    }

    It 'says which index is not there' {
        Get-MlxVf eth2 7-9 -ErrorAction SilentlyContinue -ErrorVariable refused | Should -HaveCount 1
        $refused.FullyQualifiedErrorId | Should -Be 'VfIndexOutOfRange,Mlx5Sriov.Cmdlets.Inventory.GetMlxVfCommand'
        "$refused" | Should -Match 'eth2 has no virtual function 8-9: 8 are enabled, numbers 0 to 7'
    }

    It 'prints a table for several and a list for one' {
        Get-MlxVf | Out-String | Should -Match '(?m)^Pf +Index +PciAddress'
        Get-MlxVf eth2 0 | Out-String | Should -Match '(?m)^SpoofCheck +: Off'
    }

    It 'works in parallel runspaces, each with a host of its own' {
        $counts = 1..4 | ForEach-Object -Parallel {
            Import-Module $using:PSScriptRoot/../../Mlx5Sriov.psd1
            Enter-MlxSimulation -NumVfs $_
            @(Get-MlxVf eth2).Count
        }
        $counts | Sort-Object | Should -Be 1, 2, 3, 4
    }
}

Describe 'Get-MlxVf without an adapter' {
    It 'says so in one non-terminating error and returns nothing' {
        Enter-MlxSimulation Empty
        Get-MlxVf -ErrorAction SilentlyContinue -ErrorVariable refused | Should -BeNullOrEmpty
        $refused.Count | Should -Be 1
        $refused.FullyQualifiedErrorId | Should -Be 'NoAdapter,Mlx5Sriov.Cmdlets.Inventory.GetMlxVfCommand'
        Exit-MlxSimulation
    }
}
