BeforeAll { . "$PSScriptRoot/Import.ps1" }

Describe 'Set-MlxVf' {
    BeforeEach { Enter-MlxSimulation }
    AfterEach { Exit-MlxSimulation }

    It 'sets what is given and leaves the rest' {
        Set-MlxVf eth2 0-1, 5 -VlanId 100 -Qos 3 | Should -BeNullOrEmpty
        Set-MlxVf eth2 5 -Trust On -LinkState Up -MinTxRate 500Mbit -MaxTxRate 10Gbit
        (Get-MlxVf | Where-Object VlanId -EQ 100).Index | Should -Be 0, 1, 5
        $vf = Get-MlxVf eth2 5
        $vf.Qos, $vf.Trust, $vf.LinkState | Should -Be 3, 'On', 'Enable'
        $vf.MinTxRate, $vf.MaxTxRate, $vf.SpoofCheck | Should -Be '500Mbit', '10Gbit', 'Off'
    }

    It 'is equal to the command of ip for <Name>' -ForEach @(
        @{ Name = 'a VLAN'; Setting = @{ VlanId = 100 }; Act = 'vlan 100' }
        @{ Name = 'a VLAN with priority and protocol'; Setting = @{ VlanId = 100; Qos = 3; VlanProtocol = '802.1ad' }; Act = 'vlan 100 qos 3 proto 802.1ad' }
        @{ Name = 'the spoof check'; Setting = @{ SpoofCheck = 'On'; WarningAction = 'SilentlyContinue' }; Act = 'spoofchk on' }
        @{ Name = 'the trust'; Setting = @{ Trust = 'On' }; Act = 'trust on' }
        @{ Name = 'the link state'; Setting = @{ LinkState = 'Down' }; Act = 'state disable' }
        @{ Name = 'both rates'; Setting = @{ MinTxRate = 1000; MaxTxRate = '10Gbit' }; Act = 'max_tx_rate 10000 min_tx_rate 1000' }
        @{ Name = 'the MAC address'; Setting = @{ MacAddress = '02:00:00:00:00:03'; WarningAction = 'SilentlyContinue' }; Act = 'mac 02:00:00:00:00:03' }
    ) {
        Set-MlxVf eth2 3 @Setting
        (Get-MlxSimulatedWrite).Act | Should -Be "ip link set dev eth2 vf 3 $Act"
    }

    It 'returns to VGT with VLAN 0, and the priority goes with it' {
        Set-MlxVf eth2 0 -VlanId 100 -Qos 3
        Set-MlxVf eth2 0 -VlanId 0
        $vf = Get-MlxVf eth2 0
        $vf.VlanMode, $vf.VlanId, $vf.Qos | Should -Be 'Vgt', 0, 0
    }

    It 'keeps the rate that is not given' {
        Set-MlxVf eth2 0 -MinTxRate 1Gbit
        Set-MlxVf eth2 0 -MaxTxRate 2Gbit
        (Get-MlxVf eth2 0).MinTxRate | Should -Be '1Gbit'
    }

    It 'takes VFs from the pipeline, by name, and by the properties of a table' {
        Get-MlxVf eth2 0-1 | Set-MlxVf -LinkState Enable
        Set-MlxVf -Name eth2v2, 0000:05:00.5 -LinkState Enable
        'Pf,Index', 'eth2,4', 'eth2,6' | ConvertFrom-Csv | Set-MlxVf -LinkState Enable
        (Get-MlxVf | Where-Object LinkState -EQ Enable).Index | Should -Be 0, 1, 2, 3, 4, 6
        @(Get-MlxSimulatedWrite).Count | Should -Be 6
    }

    It 'writes nothing under -WhatIf' {
        Set-MlxVf eth2 0-3 -VlanId 100 -Trust On -PassThru -WhatIf | Should -BeNullOrEmpty
        @(Get-MlxSimulatedWrite).Count | Should -Be 0
        (Get-MlxVf eth2 0).VlanId | Should -Be 0
    }

    It 'writes nothing the second time' {
        $wish = @{ MacAddress = '02:00:00:00:00:03'; VlanId = 100; Trust = 'On'; MaxTxRate = '10Gbit'; SpoofCheck = 'On'; Rebind = $true }
        Set-MlxVf eth2 3 @wish
        $mark = @(Get-MlxSimulatedWrite).Count
        $mark | Should -BeGreaterThan 4
        Set-MlxVf eth2 3 @wish
        @(Get-MlxSimulatedWrite -After $mark).Count | Should -Be 0
    }

    It 'emits with -PassThru each VF as it is afterwards, those included that were so already' {
        Set-MlxVf eth2 1 -VlanId 7
        $vfs = Set-MlxVf eth2 0-2 -VlanId 7 -PassThru
        $vfs.Index | Should -Be 0, 1, 2
        $vfs.VlanId | Should -Be 7, 7, 7
        $vfs | ForEach-Object { $_ | Should -BeOfType Mlx5Sriov.Model.VirtualFunction }
    }

    It 'emits with -PlanOnly the plan, writes nothing, and Invoke-MlxPlan carries it out' {
        $plan = Set-MlxVf eth2 0-1 -MaxTxRate 10Gbit -PlanOnly
        $plan.Steps.Target | Should -Be 'eth2 vf 0', 'eth2 vf 1'
        @(Get-MlxSimulatedWrite).Count | Should -Be 0
        $plan | Invoke-MlxPlan
        (Get-MlxSimulatedWrite).Act | Should -Be $plan.Steps.Command
        (Set-MlxVf eth2 0-1 -MaxTxRate 10Gbit -PlanOnly).IsEmpty | Should -BeTrue
    }

    It 'warns that a bound driver keeps the old address, and binds it again with -Rebind' {
        Set-MlxVf eth2 3 -MacAddress 02:00:00:00:00:03 -WarningAction SilentlyContinue -WarningVariable warned
        "$warned" | Should -BeLike '*eth2 vf 3*-Rebind*'
        @(Get-MlxSimulatedWrite '*bind*').Count | Should -Be 0
        Set-MlxVf eth2 4 -MacAddress 02:00:00:00:00:04 -Rebind -WarningVariable warned
        $warned | Should -BeNullOrEmpty
        (Get-MlxSimulatedWrite '*bind' ).Act | Should -Be @(
            'echo 0000:05:00.6 > /sys/bus/pci/devices/0000:05:00.6/driver/unbind'
            'echo 0000:05:00.6 > /sys/bus/pci/drivers/mlx5_core/bind')
        (Get-MlxVf eth2 4).Driver | Should -Be 'mlx5_core'
    }

    It 'warns of a spoof check without a MAC address' {
        Set-MlxVf eth2 0 -SpoofCheck On -WarningAction SilentlyContinue -WarningVariable warned
        "$warned" | Should -BeLike '*eth2 vf 0*no MAC address*'
    }

    It 'refuses <Id> and writes nothing' -ForEach @(
        @{ Id = 'MulticastMac'; Setting = @{ MacAddress = '01:00:00:00:00:01' } }
        @{ Id = 'VlanOutOfRange'; Setting = @{ VlanId = 4095 } }
        @{ Id = 'QosOutOfRange'; Setting = @{ Qos = 8 } }
        @{ Id = 'MinAboveMax'; Setting = @{ MinTxRate = '2Gbit'; MaxTxRate = '1Gbit' } }
        @{ Id = 'RateAboveLink'; Setting = @{ MaxTxRate = '201Gbit' } }
        @{ Id = 'RateNotWhole'; Setting = @{ MaxTxRate = '1.5Mbit' } }
        @{ Id = 'InfinibandOnly'; Setting = @{ Policy = 'Up' } }
        @{ Id = 'InfinibandOnly'; Setting = @{ PortGuid = '02:00:00:00:00:00:00:01' } }
    ) {
        Set-MlxVf eth2 0 -Trust On @Setting -PassThru -ErrorAction SilentlyContinue -ErrorVariable refused | Should -BeNullOrEmpty
        $refused.FullyQualifiedErrorId | Should -Be "$Id,Mlx5Sriov.Cmdlets.Vfs.SetMlxVfCommand"
        $refused.TargetObject | Should -Be 'eth2 vf 0'
        $refused.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        @(Get-MlxSimulatedWrite).Count | Should -Be 0
    }

    It 'refuses a guarantee above the limit that is set already' {
        Set-MlxVf eth2 0 -MaxTxRate 1Gbit
        { Set-MlxVf eth2 0 -MinTxRate 2Gbit -ErrorAction Stop } | Should -Throw -ErrorId 'MinAboveMax,*'
        @(Get-MlxSimulatedWrite).Count | Should -Be 1
    }

    It 'gives no two VFs one address' {
        { Set-MlxVf eth2 0-1 -MacAddress 02:00:00:00:00:01 -ErrorAction Stop } | Should -Throw -ErrorId 'DuplicateMac,*'
        { Set-MlxVf eth2 0-1 -NodeGuid 02:00:00:00:00:00:00:01 -ErrorAction Stop } | Should -Throw -ErrorId 'DuplicateGuid,*'
        @(Get-MlxSimulatedWrite).Count | Should -Be 0
        Set-MlxVf eth2 0 -MacAddress 02:00:00:00:00:01 -Rebind
        $mark = @(Get-MlxSimulatedWrite).Count
        { Set-MlxVf eth2 1 -MacAddress 02:00:00:00:00:01 -ErrorAction Stop } | Should -Throw -ErrorId 'DuplicateMac,*'
        @(Get-MlxSimulatedWrite -After $mark).Count | Should -Be 0
    }

    It 'sets the VFs that are there, and says which are not' {
        Set-MlxVf eth2 6-9 -Trust On -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused.FullyQualifiedErrorId | Should -Be 'VfIndexOutOfRange,Mlx5Sriov.Cmdlets.Vfs.SetMlxVfCommand'
        (Get-MlxVf | Where-Object Trust -EQ On).Index | Should -Be 6, 7
    }

    It 'finds no <Id>' -ForEach @(
        @{ Id = 'PfNotFound'; Who = @{ Pf = 'eth9'; Index = 0 } }
        @{ Id = 'VfNotFound'; Who = @{ Name = 'eth9v0' } }
    ) {
        { Set-MlxVf @Who -Trust On -ErrorAction Stop } | Should -Throw -ErrorId "$Id,*"
        @(Get-MlxSimulatedWrite).Count | Should -Be 0
    }

    It 'puts everything back when a step is refused' {
        Set-MlxVf eth2 0 -VlanId 5 -MaxTxRate 1Gbit
        $before = Get-MlxVf | Out-String
        $mark = @(Get-MlxSimulatedWrite).Count
        $null = Add-MlxSimulatedFault 'ip link set dev eth2 vf 1 max_tx_rate *' EBUSY
        Set-MlxVf eth2 0-1 -VlanId 100 -MaxTxRate 10Gbit -PassThru -ErrorAction SilentlyContinue -ErrorVariable refused | Should -BeNullOrEmpty
        $refused.FullyQualifiedErrorId | Should -Be 'PlanFailed,Mlx5Sriov.Cmdlets.Vfs.SetMlxVfCommand'
        Get-MlxVf | Out-String | Should -Be $before
        (Get-MlxSimulatedWrite -After $mark).Act | Should -Be @(
            'ip link set dev eth2 vf 0 vlan 100'
            'ip link set dev eth2 vf 0 max_tx_rate 10000 min_tx_rate 0'
            'ip link set dev eth2 vf 1 vlan 100'
            'ip link set dev eth2 vf 1 max_tx_rate 10000 min_tx_rate 0'
            'ip link set dev eth2 vf 1 vlan 0'
            'ip link set dev eth2 vf 0 max_tx_rate 1000 min_tx_rate 0'
            'ip link set dev eth2 vf 0 vlan 5')
    }

    It 'binds the driver again when a later step is refused' {
        $null = Add-MlxSimulatedFault '*/mlx5_core/bind' EIO -Nth 1
        Set-MlxVf eth2 3 -MacAddress 02:00:00:00:00:03 -Rebind -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused.FullyQualifiedErrorId | Should -Be 'PlanFailed,Mlx5Sriov.Cmdlets.Vfs.SetMlxVfCommand'
        $vf = Get-MlxVf eth2 3
        $vf.Driver, $vf.MacAddress | Should -Be 'mlx5_core', '00:00:00:00:00:00'
    }

    It 'says what could not be put back' {
        $null = Add-MlxSimulatedFault 'ip link set * vf 1 vlan 100' EIO
        $null = Add-MlxSimulatedFault 'ip link set * vf 0 vlan 0' EBUSY
        Set-MlxVf eth2 0-1 -VlanId 100 -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused.FullyQualifiedErrorId | Should -Be 'PlanNotUndone,Mlx5Sriov.Cmdlets.Vfs.SetMlxVfCommand'
        "$refused" | Should -BeLike '*NOT undone: eth2 vf 0: ip link set dev eth2 vf 0 vlan 0 *'
        (Get-MlxVf eth2 0).VlanId | Should -Be 100
    }

    It 'moves VFs between rate groups, and warns where a limit is lost' {
        Set-MlxVf eth2 5-6 -Group 7
        Set-MlxVfGroup eth2 7 -MaxTxRate 5Gbit
        Set-MlxVf eth2 5 -Group 3 -WarningVariable warned
        $warned | Should -BeNullOrEmpty
        Set-MlxVf eth2 6 -Group 0 -WarningAction SilentlyContinue -WarningVariable warned
        "$warned" | Should -BeLike 'eth2 group 7 loses its last VF*'
        (Get-MlxVf eth2 5-6).RateGroup | Should -Be '3', $null
        $null = Undo-MlxChange
        (Get-MlxVfGroup eth2 7).MaxTxRate | Should -Be '5Gbit'
        { Set-MlxVf eth2 5 -Group 256 -ErrorAction Stop } | Should -Throw -ErrorId 'GroupOutOfRange,*'
    }

    It 'is undone by Undo-MlxChange' {
        Set-MlxVf eth2 0-1 -VlanId 100 -Trust On
        $null = Undo-MlxChange
        (Get-MlxVf eth2 0-1).VlanId | Should -Be 0, 0
        (Get-MlxVf eth2 0-1).Trust | Should -Be 'Off', 'Off'
    }

    It 'takes PFs from the pipeline' {
        Get-MlxPf eth2 | Set-MlxVf -Index 0, 1 -Trust On
        (Get-MlxVf eth2 0-2).Trust | Should -Be 'On', 'On', 'Off'
    }

    It 'gives no address to VFs of two ports in one call' {
        Enter-MlxSimulation -NumVfs 4, 4
        $rows = 'eth2', 'eth3' | ForEach-Object { [pscustomobject]@{ Pf = $_; Index = 0; MacAddress = '02:00:00:00:00:77' } }
        $rows | Set-MlxVf -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused.TargetObject | Should -Be 'eth2 vf 0', 'eth3 vf 0'
        Get-MlxSimulatedWrite | Should -BeNullOrEmpty
    }

    It 'refuses rows that contradict one another' {
        $rows = 5, 6 | ForEach-Object { [pscustomobject]@{ Pf = 'eth2'; Index = 0; VlanId = $_ } }
        { $rows | Set-MlxVf -ErrorAction Stop } | Should -Throw -ErrorId 'RowContradicts,*'
        Get-MlxSimulatedWrite | Should -BeNullOrEmpty
    }

    It 'says what may be given where nothing was, and ends' {
        { Set-MlxVf eth2 3 } | Should -Throw -ErrorId 'NothingToSet,*'
        Get-MlxSimulatedWrite | Should -BeNullOrEmpty
    }

    It 'takes a boolean for On and Off' {
        Set-MlxVf eth2 3 -Trust $true
        (Get-MlxVf eth2 3).Trust | Should -Be 'On'
    }
}

Describe 'Set-MlxVf with the driver of the kernel' {
    BeforeAll { Enter-MlxSimulation ConnectX7Inbox }
    AfterAll { Exit-MlxSimulation }

    It 'refuses <Id>' -ForEach @(
        @{ Id = 'ProtocolNotSupported'; Setting = @{ VlanId = 100; VlanProtocol = 'Dot1Ad' } }
        @{ Id = 'NeedsOfed'; Setting = @{ NodeGuid = '02:00:00:00:00:00:00:01' } }
    ) {
        { Set-MlxVf eth2 0 @Setting -ErrorAction Stop } | Should -Throw -ErrorId "$Id,*"
        @(Get-MlxSimulatedWrite).Count | Should -Be 0
    }
}

Describe 'Set-MlxVf on InfiniBand' {
    BeforeEach { Enter-MlxSimulation ConnectX6Infiniband -NumVfs 2 }
    AfterEach { Exit-MlxSimulation }

    It 'sets GUIDs and policy' {
        $vf = Set-MlxVf ib0 1 -NodeGuid 02:00:00:00:00:00:00:01 -PortGuid 02:00:00:00:00:00:00:02 -Policy Follow -Rebind -PassThru
        $vf.NodeGuid, $vf.PortGuid, $vf.Policy | Should -Be '02:00:00:00:00:00:00:01', '02:00:00:00:00:00:00:02', 'Auto'
    }

    It 'refuses what is for Ethernet' {
        { Set-MlxVf ib0 0 -VlanId 100 -ErrorAction Stop } | Should -Throw -ErrorId 'EthernetOnly,*'
        @(Get-MlxSimulatedWrite).Count | Should -Be 0
    }
}

Describe 'Set-MlxVf without an adapter' {
    It 'says so' {
        Enter-MlxSimulation Empty
        { Set-MlxVf eth2 0 -Trust On -ErrorAction Stop } | Should -Throw -ErrorId 'NoAdapter,*'
        Exit-MlxSimulation
    }
}
