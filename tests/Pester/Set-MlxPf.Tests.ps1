BeforeAll { . "$PSScriptRoot/Import.ps1" }

Describe 'Set-MlxPf' {
    BeforeEach { Enter-MlxSimulation }
    AfterEach { Exit-MlxSimulation }

    It 'makes VFs where there are none' {
        Set-MlxPf eth3 -NumVfs 4 | Should -BeNullOrEmpty
        (Get-MlxSimulatedWrite).Act | Should -Be 'echo 4 > /sys/bus/pci/devices/0000:05:00.1/sriov_numvfs'
        (Get-MlxVf eth3).Driver | Should -Be 'mlx5_core', 'mlx5_core', 'mlx5_core', 'mlx5_core'
    }

    It 'takes PFs by name, by pattern and from the pipeline' {
        Set-MlxPf eth3, mlx5_1, 05:00.1 -NumVfs 1
        @(Get-MlxSimulatedWrite).Count | Should -Be 1
        Set-MlxPf eth* -NumVfs 2
        (Get-MlxPf).NumVfs | Should -Be 2, 2
        Get-MlxPf | Set-MlxPf -NumVfs 3
        (Get-MlxPf).NumVfs | Should -Be 3, 3
        'eth2', 'eth3' | Set-MlxPf -NumVfs 0
        (Get-MlxPf).NumVfs | Should -Be 0, 0
    }

    It 'makes another number of VFs by way of none, and gives the survivors what they had before they get their drivers' {
        Set-MlxVf eth2 1 -MacAddress 02:00:00:00:00:01 -VlanId 100 -Trust On -Rebind
        Set-MlxVfTrunk eth2 0 -Vlan 4-15
        $mark = @(Get-MlxSimulatedWrite).Count
        Set-MlxPf eth2 -NumVfs 2
        $pf = '/sys/bus/pci/devices/0000:05:00.0'
        (Get-MlxSimulatedWrite -After $mark).Act | Should -Be @(
            "echo 0 > $pf/sriov_drivers_autoprobe"
            "echo 0 > $pf/sriov_numvfs"
            "echo 2 > $pf/sriov_numvfs"
            "echo add 4 15 > $pf/sriov/0/trunk"
            'ip link set dev eth2 vf 1 mac 02:00:00:00:00:01'
            'ip link set dev eth2 vf 1 vlan 100'
            'ip link set dev eth2 vf 1 trust on'
            "echo 1 > $pf/sriov_drivers_autoprobe"
            'echo 0000:05:00.2 > /sys/bus/pci/drivers/mlx5_core/bind'
            'echo 0000:05:00.3 > /sys/bus/pci/drivers/mlx5_core/bind')
        $vf = Get-MlxVf eth2 1
        $vf.MacAddress, $vf.VlanId, $vf.Trust, $vf.Driver | Should -Be '02:00:00:00:00:01', 100, 'On', 'mlx5_core'
    }

    It 'starts again with -Discard' {
        Set-MlxVf eth2 1 -VlanId 100
        Set-MlxPf eth2 -NumVfs 4 -Discard
        (Get-MlxVf eth2 1).VlanId | Should -Be 0
    }

    It 'leaves new VFs without a driver with -AutoProbe Off' {
        Set-MlxPf eth3 -NumVfs 2 -AutoProbe Off
        (Get-MlxVf eth3).Driver | Should -Be $null, $null
        (Get-MlxPf eth3).AutoProbe | Should -Be 'Off'
    }

    It 'sets <Property> to <Value>' -ForEach @(
        @{ Property = 'EswitchMode'; Value = 'Switchdev'; Act = 'mode switchdev' }
        @{ Property = 'EncapMode'; Value = 'None'; Act = 'encap-mode none' }
    ) {
        $setting = @{ $Property = $Value }
        $pf = Set-MlxPf eth3 @setting -PassThru
        $pf.$Property | Should -Be $Value
        (Get-MlxSimulatedWrite).Act | Should -Be "devlink dev eswitch set pci/0000:05:00.1 $Act"
    }

    It 'goes to switchdev mode and back with VFs, and warns of what is not to be had there' {
        Set-MlxVf eth2 1 -MacAddress 02:00:00:00:00:01 -VlanId 100 -MaxTxRate 10Gbit -LinkState Up -Rebind
        Set-MlxPf eth2 -EswitchMode Switchdev -Confirm:$false -WarningAction SilentlyContinue -WarningVariable lost
        $lost | Should -BeLike 'eth2 vf 1: switchdev mode does without what legacy mode has: VLAN 100, link state Enable. *'
        $vf = Get-MlxVf eth2 1
        $vf.MacAddress, $vf.MaxTxRate, $vf.Representor, $vf.Driver | Should -Be '02:00:00:00:00:01', '10Gbit', 'eth2_1', 'mlx5_core'
        Set-MlxPf eth2 -EswitchMode Legacy
        (Get-MlxVf eth2 1).MaxTxRate | Should -Be '10Gbit'
        (Get-MlxVf eth2).LinkState | Select-Object -Unique | Should -Be 'Auto'
    }

    It 'writes nothing under -WhatIf or -PlanOnly' {
        Set-MlxPf eth2 -NumVfs 4 -EswitchMode Switchdev -PassThru -WhatIf | Should -BeNullOrEmpty
        $plan = Set-MlxPf eth2 -NumVfs 4 -PlanOnly
        $plan.Steps.Description | Should -Be 'NumVfs: 8 -> 0', 'NumVfs: 0 -> 4'
        $plan.Disruption, $plan.IsReversible | Should -Be 'VfsDestroyed', $true
        $plan.Expected.TotalSeconds | Should -BeGreaterThan 1
        @(Get-MlxSimulatedWrite).Count | Should -Be 0
        $plan | Invoke-MlxPlan
        (Get-MlxPf eth2).NumVfs | Should -Be 4
    }

    It 'writes nothing the second time, and emits the PF all the same' {
        $wish = @{ NumVfs = 4; AutoProbe = 'Off'; EswitchMode = 'Switchdev'; EncapMode = 'None'; InlineMode = 'None' }
        Set-MlxPf eth2 @wish
        $mark = @(Get-MlxSimulatedWrite).Count
        (Set-MlxPf eth2 @wish -PassThru).NumVfs | Should -Be 4
        @(Get-MlxSimulatedWrite -After $mark).Count | Should -Be 0
    }

    It 'refuses <Id> and writes nothing' -ForEach @(
        @{ Id = 'VfCountOutOfRange'; Who = 'eth2'; Wish = @{ NumVfs = 128 } }
        @{ Id = 'VfCountOutOfRange'; Who = 'eth2'; Wish = @{ NumVfs = -1 } }
        @{ Id = 'PfNotFound'; Who = 'eth9'; Wish = @{ NumVfs = 1 } }
    ) {
        Set-MlxPf $Who @Wish -PassThru -ErrorAction SilentlyContinue -ErrorVariable refused | Should -BeNullOrEmpty
        $refused.FullyQualifiedErrorId | Should -Be "$Id,Mlx5Sriov.Cmdlets.Pfs.SetMlxPfCommand"
        $refused.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        @(Get-MlxSimulatedWrite).Count | Should -Be 0
    }

    It 'puts the PF back, and tells the cause, when the kernel refuses with <Errno>' -ForEach @(
        @{ Errno = 'ENOMEM' }, @{ Errno = 'ERANGE' }, @{ Errno = 'EBUSY' }, @{ Errno = 'EIO' }
    ) {
        Set-MlxVf eth2 1 -MacAddress 02:00:00:00:00:01 -VlanId 100 -Rebind
        $before = Get-MlxVf | Out-String
        $null = Add-MlxSimulatedFault 'echo 4 > */sriov_numvfs' $Errno
        Set-MlxPf eth2 -NumVfs 4 -PassThru -ErrorAction SilentlyContinue -ErrorVariable refused | Should -BeNullOrEmpty
        $refused.FullyQualifiedErrorId | Should -Be "VfCountRefused.$Errno,Mlx5Sriov.Cmdlets.Pfs.SetMlxPfCommand"
        Get-MlxVf | Out-String | Should -Be $before
        (Get-MlxPf eth2).AutoProbe | Should -Be 'On'
        (Get-MlxChange | Select-Object -Last 1).State | Should -Be 'RolledBack'
    }

    It 'goes on with the next PF' {
        $null = Add-MlxSimulatedFault '*05:00.0/sriov_numvfs' EIO
        Set-MlxPf * -NumVfs 2 -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused.TargetObject | Should -Be 'eth2'
        (Get-MlxPf).NumVfs | Should -Be 8, 2
    }

    It 'says what could not be put back' {
        $null = Add-MlxSimulatedFault 'echo 4 > */sriov_numvfs' EIO
        $null = Add-MlxSimulatedFault 'echo 8 > */sriov_numvfs' ENOMEM
        Set-MlxPf eth2 -NumVfs 4 -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused.FullyQualifiedErrorId | Should -Be 'PlanNotUndone,Mlx5Sriov.Cmdlets.Pfs.SetMlxPfCommand'
        "$refused" | Should -BeLike '*NOT undone: eth2: echo 8 > *'
        Remove-MlxSimulatedFault
        Undo-MlxChange
        (Get-MlxPf eth2).NumVfs | Should -Be 8
    }

    It 'is undone by Undo-MlxChange, with the settings of the VFs that went' {
        Set-MlxVf eth2 7 -VlanId 100
        Set-MlxPf eth2 -NumVfs 0 -Confirm:$false -WarningAction SilentlyContinue
        Undo-MlxChange
        (Get-MlxVf eth2 7).VlanId | Should -Be 100
    }

    It 'loses no settings unasked' {
        Set-MlxVf eth2 7 -VlanId 100
        Set-MlxPf eth2 -NumVfs 4 -ErrorAction SilentlyContinue -ErrorVariable refused -WarningAction SilentlyContinue
        $refused.FullyQualifiedErrorId | Should -Be 'ConsentNeeded,Mlx5Sriov.Cmdlets.Pfs.SetMlxPfCommand'
        "$refused" | Should -BeLike '*eth2 vf 7:*'
        (Get-MlxVf eth2 7).VlanId | Should -Be 100
    }

    It 'offers PFs and words' {
        (TabExpansion2 'Set-MlxPf et').CompletionMatches.CompletionText | Should -Be 'eth2', 'eth3'
        (TabExpansion2 'Set-MlxPf eth2 -EswitchMode l').CompletionMatches.CompletionText | Should -Be 'Legacy'
    }

    It 'says what may be given where nothing was, and ends' {
        { Set-MlxPf eth2 -Discard } | Should -Throw -ErrorId 'NothingToSet,*'
        Get-MlxSimulatedWrite | Should -BeNullOrEmpty
    }

    It 'refuses an inline mode that the adapter has not before anything is taken down' {
        { Set-MlxPf eth2 -NumVfs 4 -InlineMode Transport -ErrorAction Stop } | Should -Throw -ErrorId 'NoInlineMode,*'
        Get-MlxSimulatedWrite | Should -BeNullOrEmpty
    }

    It 'says which mode to use where the driver has no SwitchdevInactive' {
        $before = Get-MlxVf eth2 | Out-String
        Set-MlxPf eth2 -EswitchMode SwitchdevInactive -Confirm:$false -WarningAction SilentlyContinue -ErrorVariable refused -ErrorAction SilentlyContinue
        $refused.FullyQualifiedErrorId | Should -BeLike 'EswitchModeRefused,*'
        Get-MlxVf eth2 | Out-String | Should -Be $before
    }

    It 'warns of reception that ends with a net device' {
        Enable-MlxVfTrust eth2 0-1
        Set-MlxVfRxMode eth2 0-1 -Promiscuous On
        Set-MlxPf eth2 -NumVfs 4 -Confirm:$false -WarningAction SilentlyContinue -WarningVariable lost
        $lost | Should -BeLike 'eth2 vf 0-1: promiscuous reception ends*'
    }
}

Describe 'Set-MlxPf with the driver of the kernel' {
    BeforeEach { Enter-MlxSimulation ConnectX7Inbox }
    AfterEach { Exit-MlxSimulation }

    It 'restores the survivors' {
        Set-MlxVf eth2 1 -MacAddress 02:00:00:00:00:01 -VlanId 100 -MaxTxRate 10Gbit -Rebind
        Set-MlxPf eth2 -NumVfs 16
        $vf = Get-MlxVf eth2 1
        $vf.MacAddress, $vf.VlanId, $vf.MaxTxRate | Should -Be '02:00:00:00:00:01', 100, '10Gbit'
        @(Get-MlxVf eth2 | Where-Object Driver -EQ mlx5_core).Count | Should -Be 16
    }
}

Describe 'Set-MlxPf on InfiniBand' {
    BeforeEach { Enter-MlxSimulation ConnectX6Infiniband -NumVfs 2 }
    AfterEach { Exit-MlxSimulation }

    It 'changes the number, and GUIDs stay' {
        Set-MlxVf ib0 0 -NodeGuid 02:00:00:00:00:00:00:01 -Policy Up -Rebind
        Set-MlxPf ib0 -NumVfs 4
        (Get-MlxVf ib0 0).NodeGuid, (Get-MlxVf ib0 0).Policy | Should -Be '02:00:00:00:00:00:00:01', 'Enable'
    }

    It 'has no e-switch' {
        { Set-MlxPf ib0 -EswitchMode Switchdev -ErrorAction Stop } | Should -Throw -ErrorId 'NoEswitch,*'
        @(Get-MlxSimulatedWrite).Count | Should -Be 0
    }
}
