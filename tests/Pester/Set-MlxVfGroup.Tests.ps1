BeforeAll { . "$PSScriptRoot/Import.ps1" }

Describe 'Set-MlxVfGroup' {
    BeforeEach {
        Enter-MlxSimulation
        New-MlxVfGroup eth2 7 5-6 -MaxTxRate 5Gbit -MinTxRate 1Gbit
        New-MlxVfGroup eth2 8 0-3 -MaxTxRate 40Gbit
        $mark = @(Get-MlxSimulatedWrite).Count
        $sriov = '/sys/bus/pci/devices/0000:05:00.0/sriov'
    }
    AfterEach { Exit-MlxSimulation }

    It 'sets a limit and leaves the guarantee, and writes nothing the second time' {
        Set-MlxVfGroup eth2 7 -MaxTxRate 10Gbit | Should -BeNullOrEmpty
        Set-MlxVfGroup eth2 7 -MaxTxRate 10000
        (Get-MlxSimulatedWrite -After $mark).Act | Should -Be "echo 10000 > $sriov/groups/7/max_tx_rate"
        (Get-MlxVfGroup eth2 7).MinTxRate | Should -Be '1Gbit'
    }

    It 'gives the group exactly these VFs, newcomers first' {
        Set-MlxVfGroup eth2 7 -Index 4, 7
        (Get-MlxSimulatedWrite -After $mark).Act | Should -Be @(
            "echo 7 > $sriov/4/group", "echo 7 > $sriov/7/group"
            "echo 0 > $sriov/5/group", "echo 0 > $sriov/6/group")
        $group = Get-MlxVfGroup eth2 7
        "$($group.Members)", $group.MaxTxRate | Should -Be '4,7', '5Gbit'
    }

    It 'takes groups from the pipeline, and rows of a table' {
        (Get-MlxVfGroup eth2 | Set-MlxVfGroup -MaxTxRate 20Gbit -PassThru).MaxTxRate | Should -Be '20Gbit', '20Gbit'
        'Pf,Id,Index,MaxTxRate', 'eth2,7,0-3,1Gbit', 'eth2,8,5-6,2Gbit' | ConvertFrom-Csv | Set-MlxVfGroup
        Get-MlxVfGroup eth2 | ForEach-Object { "$($_.Id) $($_.Members) $($_.MaxTxRate) $($_.MinTxRate)" } | Should -Be '7 0-3 1Gbit 1Gbit', '8 5-6 2Gbit 0'
    }

    It 'writes nothing under -WhatIf' {
        Set-MlxVfGroup eth2 7, 8 -MaxTxRate 1Gbit -WhatIf
        @(Get-MlxSimulatedWrite -After $mark).Count | Should -Be 0
    }

    It 'refuses <Id> and writes nothing' -ForEach @(
        @{ Id = 'GroupNotFound'; Group = @{ Id = 9; MaxTxRate = '1Gbit' } }
        @{ Id = 'GroupNotFound'; Group = @{ Id = 0; MaxTxRate = '1Gbit' } }
        @{ Id = 'MinAboveMax'; Group = @{ Id = 7; MinTxRate = '6Gbit' } }
        @{ Id = 'RateAboveLink'; Group = @{ Id = 7; MaxTxRate = '201Gbit' } }
        @{ Id = 'VfIndexOutOfRange'; Group = @{ Id = 7; Index = 8 } }
        @{ Id = 'VfInTwoGroups'; Group = @{ Id = 7, 8; Index = 4 } }
    ) {
        { Set-MlxVfGroup eth2 @Group -ErrorAction Stop } | Should -Throw -ErrorId "$Id,*"
        @(Get-MlxSimulatedWrite -After $mark).Count | Should -Be 0
    }

    It 'is undone by Undo-MlxChange' {
        $before = Get-MlxVfGroup | Out-String
        Set-MlxVfGroup eth2 7 -Index 0-3 -MaxTxRate 1Gbit -MinTxRate 0 -WarningAction SilentlyContinue
        Get-MlxVfGroup | Out-String | Should -Not -Be $before
        $null = Undo-MlxChange
        Get-MlxVfGroup | Out-String | Should -Be $before
    }
}

Describe 'Set-MlxVfGroup with MLNX_OFED 24.07' {
    BeforeEach { Enter-MlxSimulation ConnectX7Ofed2407 }
    AfterEach { Exit-MlxSimulation }

    It 'limits group 0 with the others from the pipeline' {
        New-MlxVfGroup eth2 7 5
        Get-MlxVfGroup eth2 | Set-MlxVfGroup -MaxTxRate 6Gbit
        Get-MlxVfGroup eth2 | ForEach-Object { "$($_.Id) $($_.MaxTxRate)" } | Should -Be '0 6Gbit', '7 6Gbit'
    }

    It 'limits group 0, which holds whoever is in no other' {
        Set-MlxVfGroup eth2 0 -MaxTxRate 50Gbit
        (Get-MlxVfGroup eth2 0).MaxTxRate | Should -Be '50Gbit'
        { Set-MlxVfGroup eth2 0 -Index 1 -ErrorAction Stop } | Should -Throw -ErrorId 'GroupOutOfRange,*'
    }
}

Describe 'Set-MlxVfGroup with the driver of the kernel' {
    It 'sets rate nodes by the rows of a table' {
        Enter-MlxSimulation ConnectX7Inbox
        Set-MlxPf eth2 -EswitchMode Switchdev
        New-MlxVfGroup eth2 -Name gold
        [pscustomobject]@{ Pf = 'eth2'; Name = 'gold'; Index = '0-1'; MaxTxRate = '5Gbit' } | Set-MlxVfGroup
        (Get-MlxVfGroup eth2).MaxTxRate | Should -Be '5Gbit'
        (Get-MlxVf eth2 1).RateGroup | Should -Be 'gold'
        Exit-MlxSimulation
    }
}
