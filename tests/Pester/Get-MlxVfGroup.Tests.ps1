BeforeAll { . "$PSScriptRoot/Import.ps1" }

Describe 'Get-MlxVfGroup' {
    BeforeAll {
        Enter-MlxSimulation -NumVfs 8, 4
        New-MlxVfGroup eth2 7 5-6 -MaxTxRate 5Gbit -MinTxRate 1Gbit
        New-MlxVfGroup eth2 8 0-3
        New-MlxVfGroup eth3 7 1
    }
    AfterAll { Exit-MlxSimulation }

    It 'shows the groups of all ports, of one, and one alone' {
        Get-MlxVfGroup | ForEach-Object { "$_" } | Should -Be 'eth2 group 7', 'eth2 group 8', 'eth3 group 7'
        (Get-MlxVfGroup eth2).Id | Should -Be 7, 8
        $group = Get-MlxVfGroup eth2 7
        $group | Should -BeOfType Mlx5Sriov.Model.RateGroup
        $group.Dialect, $group.MinTxRate, $group.MaxTxRate, "$($group.Members)" | Should -Be 'Ofed', '1Gbit', '5Gbit', '5-6'
        "$($group.Name)$($group.Parent)" | Should -Be ''
    }

    It 'takes ports and VFs from the pipeline' {
        (Get-MlxPf eth3 | Get-MlxVfGroup).Pf | Should -Be 'eth3'
        (Get-MlxVf eth2 0-4 | Get-MlxVfGroup).Id | Should -Be 8
        Get-MlxVf eth2 4 | Get-MlxVfGroup | Should -BeNullOrEmpty
    }

    It 'finds its members by pipeline' {
        (Get-MlxVfGroup eth2 7 | Get-MlxVf).Index | Should -Be 5, 6
    }

    It 'prints a table for several and a list for one' {
        Get-MlxVfGroup | Out-String | Should -Match '(?m)^Pf +Group +Dialect +MinTx +MaxTx +Share +Members'
        Get-MlxVfGroup eth2 7 | Out-String | Should -Match '(?m)^BandwidthShare +: 100'
    }

    It 'says which group is not there, and shows the others' {
        Get-MlxVfGroup eth2 7, 9 -ErrorAction SilentlyContinue -ErrorVariable refused | Should -HaveCount 1
        $refused.FullyQualifiedErrorId | Should -Be 'GroupNotFound,Mlx5Sriov.Cmdlets.Groups.GetMlxVfGroupCommand'
        "$refused" | Should -Be 'eth2 has no rate group 9: there are 7, 8.'
        Get-MlxVfGroup eth2 -Name 'g*' | Should -BeNullOrEmpty
    }

    It 'writes nothing' {
        $mark = @(Get-MlxSimulatedWrite).Count
        $null = Get-MlxVfGroup
        @(Get-MlxSimulatedWrite -After $mark).Count | Should -Be 0
    }
}

Describe 'Get-MlxVfGroup with MLNX_OFED 24.07' {
    It 'shows group 0 with whoever is in no other' {
        Enter-MlxSimulation ConnectX7Ofed2407
        New-MlxVfGroup eth2 7 5-6
        Get-MlxVfGroup | ForEach-Object { "$($_.Id): $($_.Members)" } | Should -Be '0: 0-4,7', '7: 5-6'
        Exit-MlxSimulation
    }
}

Describe 'Get-MlxVfGroup where there are no groups' {
    It 'shows none on <Name>' -ForEach @(@{ Name = 'ConnectX7Inbox' }, @{ Name = 'ConnectX6Infiniband' }) {
        Enter-MlxSimulation $Name
        Get-MlxVfGroup -ErrorAction Stop | Should -BeNullOrEmpty
        Exit-MlxSimulation
    }
}

Describe 'Get-MlxVfGroup without an adapter' {
    It 'says so' {
        Enter-MlxSimulation Empty
        { Get-MlxVfGroup -ErrorAction Stop } | Should -Throw -ErrorId 'NoAdapter,*'
        Exit-MlxSimulation
    }
}
