BeforeAll { . "$PSScriptRoot/Import.ps1" }

Describe 'New-MlxVfGroup' {
    BeforeEach {
        Enter-MlxSimulation -NumVfs 8, 8
        $sriov = '/sys/bus/pci/devices/0000:05:00.0/sriov'
    }
    AfterEach { Exit-MlxSimulation }

    It 'fills the group, limits it, and writes nothing the second time' {
        New-MlxVfGroup -Pf eth2 -Id 7 -Index 5, 6 -MaxTxRate 5Gbit -MinTxRate 1Gbit | Should -BeNullOrEmpty
        (Get-MlxSimulatedWrite).Act | Should -Be @(
            "echo 7 > $sriov/5/group"
            "echo 7 > $sriov/6/group"
            "echo 5000 > $sriov/groups/7/max_tx_rate"
            "echo 1000 > $sriov/groups/7/min_tx_rate")
        New-MlxVfGroup eth2 7 5-6 -MaxTxRate 5000 -MinTxRate 1000
        @(Get-MlxSimulatedWrite).Count | Should -Be 4
        (Get-MlxVf eth2 5-6).RateGroup | Should -Be '7', '7'
    }

    It 'walks the six steps of the vendor''s guide on <Name>' -ForEach @(@{ Name = 'ConnectX7' }, @{ Name = 'ConnectX7Ofed2407' }) {
        Enter-MlxSimulation $Name
        Set-MlxVf eth2 5 -MaxTxRate 10Gbit
        New-MlxVfGroup eth2 7 5 -MaxTxRate 5Gbit
        (Get-MlxVfGroup eth2 | Where-Object Id).Id | Should -Be 7
        Set-MlxVf eth2 5 -Group 3 -WarningAction SilentlyContinue
        $group = Get-MlxVfGroup eth2 | Where-Object Id
        $group.Id, "$($group.Members)", $group.MaxTxRate | Should -Be 3, '5', '0'
        (Get-MlxVf eth2 5).MaxTxRate | Should -Be '10Gbit'
    }

    It 'makes groups of the rows of a CSV file, all as one change' {
        'Pf,Id,Index,MinTxRate,MaxTxRate', 'eth2,1,0-3,20Gbit,40Gbit', 'eth2,2,"4,6",5Gbit,0' | ConvertFrom-Csv | New-MlxVfGroup
        Get-MlxVfGroup | ForEach-Object { "$($_.Id) $($_.Members) $($_.MinTxRate) $($_.MaxTxRate)" } | Should -Be '1 0-3 20Gbit 40Gbit', '2 4,6 5Gbit 0'
        @(Get-MlxChange).Count | Should -Be 1
    }

    It 'makes groups like those of another port' {
        New-MlxVfGroup eth2 7 5-6 -MaxTxRate 5Gbit
        New-MlxVfGroup eth2 8 0-3
        Get-MlxVfGroup eth2 | New-MlxVfGroup -Pf eth3 -MaxTxRate 1Gbit
        Get-MlxVfGroup eth3 | ForEach-Object { "$($_.Id) $($_.Members) $($_.MaxTxRate)" } | Should -Be '7 5-6 1Gbit', '8 0-3 1Gbit'
    }

    It 'takes VFs out of their groups, and warns where a limit is lost' {
        New-MlxVfGroup eth2 7 5-6 -MaxTxRate 5Gbit
        New-MlxVfGroup eth2 8 5 -WarningVariable warned
        $warned | Should -BeNullOrEmpty
        New-MlxVfGroup eth2 9 6 -WarningAction SilentlyContinue -WarningVariable warned
        "$warned" | Should -BeLike 'eth2 group 7 loses its last VF*5Gbit*'
        $null = Undo-MlxChange
        (Get-MlxVfGroup eth2 7).MaxTxRate | Should -Be '5Gbit'
    }

    It 'warns of guarantees above the port''s speed' {
        New-MlxVfGroup eth2 1 0 -MinTxRate 150Gbit
        New-MlxVfGroup eth2 2 1 -MinTxRate 51Gbit -WarningAction SilentlyContinue -WarningVariable warned
        "$warned" | Should -BeLike '*201Gbit*200Gbit*'
    }

    It 'writes nothing under -WhatIf, and emits the plan with -PlanOnly' {
        New-MlxVfGroup eth2 7 5-6 -MaxTxRate 5Gbit -PassThru -WhatIf | Should -BeNullOrEmpty
        $plan = New-MlxVfGroup eth2 7 5-6 -MaxTxRate 5Gbit -PlanOnly
        $plan.Steps.Target | Sort-Object -Unique | Should -Be 'eth2 group 7'
        @(Get-MlxSimulatedWrite).Count | Should -Be 0
        $plan | Invoke-MlxPlan
        (Get-MlxSimulatedWrite).Act | Should -Be $plan.Steps.Command
    }

    It 'emits the group with -PassThru, also one that was so already' {
        $null = New-MlxVfGroup eth2 7 5-6
        (New-MlxVfGroup eth2 7 5-6 -PassThru).Id | Should -Be 7
    }

    It 'refuses <Id> and writes nothing' -ForEach @(
        @{ Id = 'GroupOutOfRange'; Group = @{ Id = 256; Index = 1 } }
        @{ Id = 'GroupOutOfRange'; Group = @{ Id = 0; Index = 1 } }
        @{ Id = 'NeedsSwitchdev'; Group = @{ Name = 'gold'; Index = 1 } }
        @{ Id = 'VfIndexOutOfRange'; Group = @{ Id = 7; Index = 8 } }
        @{ Id = 'MinAboveMax'; Group = @{ Id = 7; Index = 1; MinTxRate = '2Gbit'; MaxTxRate = '1Gbit' } }
        @{ Id = 'RateAboveLink'; Group = @{ Id = 7; Index = 1; MaxTxRate = '201Gbit' } }
        @{ Id = 'RateNotWhole'; Group = @{ Id = 7; Index = 1; MaxTxRate = '1.5Mbit' } }
    ) {
        New-MlxVfGroup eth2 @Group -PassThru -ErrorAction SilentlyContinue -ErrorVariable refused | Should -BeNullOrEmpty
        $refused.FullyQualifiedErrorId | Should -Be "$Id,Mlx5Sriov.Cmdlets.Groups.NewMlxVfGroupCommand"
        $refused.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        @(Get-MlxSimulatedWrite).Count | Should -Be 0
    }

    It 'refuses a group that is there already and otherwise' {
        New-MlxVfGroup eth2 7 5-6 -MaxTxRate 5Gbit
        { New-MlxVfGroup eth2 7 1 -MaxTxRate 5Gbit -ErrorAction Stop } | Should -Throw -ErrorId 'GroupExists,*'
        { New-MlxVfGroup eth2 7 5-6 -ErrorAction Stop } | Should -Throw -ErrorId 'GroupExists,*'
        (Get-MlxVfGroup eth2 7).Members.ToString() | Should -Be '5-6'
    }

    It 'outlasts another program''s moment with the groups, but not for ever' {
        1..4 | ForEach-Object { $null = Add-MlxSimulatedFault '*/groups/7/max_tx_rate' EBUSY -Nth $_ }
        New-MlxVfGroup eth2 7 5 -MaxTxRate 5Gbit
        (Get-MlxVfGroup eth2 7).MaxTxRate | Should -Be '5Gbit'
        $null = Add-MlxSimulatedFault '*/groups/8/max_tx_rate' EBUSY
        { New-MlxVfGroup eth2 8 6 -MaxTxRate 5Gbit -ErrorAction Stop } | Should -Throw -ErrorId 'PlanFailed,*'
        (Get-MlxVf eth2 6).RateGroup | Should -BeNullOrEmpty
    }

    It 'takes no number that is not whole, and no group twice' {
        { New-MlxVfGroup eth2 7.5 5 } | Should -Throw "*'7.5' is not the number of a rate group*"
        1, 2 | ForEach-Object { [pscustomobject]@{ Pf = 'eth2'; Id = 30; Index = $_ } } | New-MlxVfGroup -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused.FullyQualifiedErrorId | Should -Be 'GroupExists,Mlx5Sriov.Cmdlets.Groups.NewMlxVfGroupCommand'
        Get-MlxVfGroup | Should -BeNullOrEmpty
    }

    It 'puts everything back when a step is refused, lost limits too' {
        New-MlxVfGroup eth2 7 5-6 -MaxTxRate 5Gbit -MinTxRate 1Gbit
        $before = Get-MlxVfGroup | Out-String
        $null = Add-MlxSimulatedFault '*/groups/8/max_tx_rate' EIO
        New-MlxVfGroup eth2 8 4-6 -MaxTxRate 1Gbit -ErrorAction SilentlyContinue -ErrorVariable refused -WarningAction SilentlyContinue
        $refused.FullyQualifiedErrorId | Should -Be 'PlanFailed,Mlx5Sriov.Cmdlets.Groups.NewMlxVfGroupCommand'
        Get-MlxVfGroup | Out-String | Should -Be $before
    }
}

Describe 'New-MlxVfGroup with the driver of the kernel' {
    It 'makes rate nodes of the rows of a CSV file, empty numbers beside' {
        Enter-MlxSimulation ConnectX7Inbox
        Set-MlxPf eth2 -EswitchMode Switchdev
        $file = Join-Path $TestDrive 'nodes.csv'
        'Pf,Id,Name,Index,MaxTxRate', 'eth2,,gold,0-1,100Gbit', 'eth2,,tin,2,' | Set-Content $file
        Import-Csv $file | New-MlxVfGroup
        Get-MlxVfGroup eth2 | ForEach-Object { "$($_.Name) $($_.Members) $($_.MaxTxRate)" } | Should -Be 'gold 0-1 100Gbit', 'tin 2 0'
        [pscustomobject]@{ Name = 'lead' } | New-MlxVfGroup -Pf eth2
        (Get-MlxVfGroup eth2).Name | Should -Be 'gold', 'lead', 'tin'
        { New-MlxVfGroup eth2 -Name 12 -ErrorAction Stop } | Should -Throw -ErrorId 'GroupNameInvalid,*'
        Exit-MlxSimulation
    }

    It 'names what it takes' {
        Enter-MlxSimulation ConnectX7Inbox
        New-MlxVfGroup eth2 7 5 -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused.FullyQualifiedErrorId | Should -BeLike 'NeedsOfed,*'
        $refused.ErrorDetails.RecommendedAction | Should -BeLike '*Switchdev*MLNX_OFED*'
        Exit-MlxSimulation
    }
}
