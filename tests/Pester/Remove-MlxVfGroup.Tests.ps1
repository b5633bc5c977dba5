BeforeAll { . "$PSScriptRoot/Import.ps1" }

Describe 'Remove-MlxVfGroup' {
    BeforeEach {
        Enter-MlxSimulation
        New-MlxVfGroup eth2 7 5-6 -MaxTxRate 5Gbit -MinTxRate 1Gbit
        New-MlxVfGroup eth2 8 0-3 -MaxTxRate 40Gbit
        $before = Get-MlxVfGroup | Out-String
        $mark = @(Get-MlxSimulatedWrite).Count
    }
    AfterEach { Exit-MlxSimulation }

    It 'takes the VFs out, without a warning' {
        Remove-MlxVfGroup eth2 7 -WarningVariable warned | Should -BeNullOrEmpty
        $warned | Should -BeNullOrEmpty
        (Get-MlxVfGroup eth2).Id | Should -Be 8
        @(Get-MlxVf eth2 | Where-Object { $_.RateGroup -eq 7 }).Count | Should -Be 0
        (Get-MlxSimulatedWrite -After $mark).Act | ForEach-Object { $_ -replace '.*sriov' } | Should -Be '/5/group', '/6/group'
    }

    It 'takes all groups from the pipeline, and undo brings them back' {
        Get-MlxVfGroup eth2 | Remove-MlxVfGroup
        Get-MlxVfGroup | Should -BeNullOrEmpty
        $null = Undo-MlxChange
        Get-MlxVfGroup | Out-String | Should -Be $before
    }

    It 'emits with -PassThru the groups as they were, which can be made again' {
        $old = Remove-MlxVfGroup eth2 7, 8 -PassThru
        $old.MaxTxRate | Should -Be '5Gbit', '40Gbit'
        $old | Remove-MlxVfGroup
        $old | New-MlxVfGroup
        Get-MlxVfGroup | Out-String | Should -Be $before
    }

    It 'writes nothing under -WhatIf' {
        Get-MlxVfGroup | Remove-MlxVfGroup -WhatIf
        Get-MlxVfGroup | Out-String | Should -Be $before
        @(Get-MlxSimulatedWrite -After $mark).Count | Should -Be 0
    }

    It 'says which group is not there, and removes the others' {
        Remove-MlxVfGroup eth2 7, 9 -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused.FullyQualifiedErrorId | Should -Be 'GroupNotFound,Mlx5Sriov.Cmdlets.Groups.RemoveMlxVfGroupCommand'
        (Get-MlxVfGroup).Id | Should -Be 8
    }

    It 'puts everything back when a VF cannot be moved' {
        $null = Add-MlxSimulatedFault '*/sriov/3/group' EIO
        Get-MlxVfGroup | Remove-MlxVfGroup -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused.FullyQualifiedErrorId | Should -Be 'PlanFailed,Mlx5Sriov.Cmdlets.Groups.RemoveMlxVfGroupCommand'
        Get-MlxVfGroup | Out-String | Should -Be $before
    }
}

Describe 'Remove-MlxVfGroup with MLNX_OFED 24.07' {
    It 'passes group 0 of the pipeline over, and removes the others beside one named by hand' {
        Enter-MlxSimulation ConnectX7Ofed2407
        New-MlxVfGroup eth2 7 5
        Get-MlxVfGroup eth2 | Remove-MlxVfGroup
        (Get-MlxVfGroup eth2).Id | Should -Be 0
        New-MlxVfGroup eth2 7 5
        Remove-MlxVfGroup eth2 0, 7 -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused.FullyQualifiedErrorId | Should -Be 'GroupOutOfRange,Mlx5Sriov.Cmdlets.Groups.RemoveMlxVfGroupCommand'
        (Get-MlxVfGroup eth2).Id | Should -Be 0
        Exit-MlxSimulation
    }

    It 'cannot remove group 0' {
        Enter-MlxSimulation ConnectX7Ofed2407
        { Remove-MlxVfGroup eth2 0 -ErrorAction Stop } | Should -Throw -ErrorId 'GroupOutOfRange,*'
        Exit-MlxSimulation
    }
}

Describe 'Remove-MlxVfGroup with the driver of the kernel' {
    It 'removes rate nodes by the rows of a table' {
        Enter-MlxSimulation ConnectX7Inbox
        Set-MlxPf eth2 -EswitchMode Switchdev
        'gold', 'tin' | ForEach-Object { New-MlxVfGroup eth2 -Name $_ }
        [pscustomobject]@{ Pf = 'eth2'; Name = 'gold' } | Remove-MlxVfGroup
        (Get-MlxVfGroup eth2).Name | Should -Be 'tin'
        Exit-MlxSimulation
    }
}
