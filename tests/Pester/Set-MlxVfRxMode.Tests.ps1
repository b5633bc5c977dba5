BeforeAll { . "$PSScriptRoot/Import.ps1" }

Describe 'Set-MlxVfRxMode' {
    BeforeEach {
        Enter-MlxSimulation
        Get-MlxVf | Enable-MlxVfTrust
        $mark = @(Get-MlxSimulatedWrite).Count
    }

    AfterEach { Exit-MlxSimulation }

    It 'turns what is given on and off, and leaves the rest' {
        Set-MlxVfRxMode eth2 3 -Promiscuous On | Should -BeNullOrEmpty
        Set-MlxVfRxMode eth2 3 -AllMulticast On
        Set-MlxVfRxMode eth2 3 -Promiscuous Off
        (Get-MlxSimulatedWrite -After $mark).Act | Should -Be @(
            'ip link set dev eth2v3 promisc on'
            'ip link set dev eth2v3 allmulticast on'
            'ip link set dev eth2v3 promisc off')
    }

    It 'takes VFs from the pipeline, by name, and by the properties of a table' {
        Get-MlxVf eth2 0-1 | Set-MlxVfRxMode -Promiscuous On
        Set-MlxVfRxMode -Name eth2v2, 0000:05:00.5 -Promiscuous On
        'Pf,Index', 'eth2,4', 'eth2,6' | ConvertFrom-Csv | Set-MlxVfRxMode -Promiscuous On
        (Get-MlxSimulatedWrite -After $mark).Target | Should -Be (0, 1, 2, 3, 4, 6 | ForEach-Object { "eth2v$_" })
    }

    It 'writes nothing under -WhatIf or -PlanOnly' {
        Set-MlxVfRxMode eth2 0-1 -Promiscuous On -PassThru -WhatIf | Should -BeNullOrEmpty
        $plan = Set-MlxVfRxMode eth2 0-1 -Promiscuous On -PlanOnly
        $plan.Steps.Command | Should -Be 'ip link set dev eth2v0 promisc on', 'ip link set dev eth2v1 promisc on'
        @(Get-MlxSimulatedWrite -After $mark).Count | Should -Be 0
    }

    It 'writes nothing the second time, and emits the VFs all the same' {
        Set-MlxVfRxMode eth2 0-1 -Promiscuous On -AllMulticast On
        $mark = @(Get-MlxSimulatedWrite).Count
        (Set-MlxVfRxMode eth2 0-1 -Promiscuous On -AllMulticast On -PassThru).Index | Should -Be 0, 1
        @(Get-MlxSimulatedWrite -After $mark).Count | Should -Be 0
    }

    It 'is refused for a VF that is not trusted, and not for turning it off' {
        Set-MlxVfRxMode eth2 3 -Promiscuous On
        Disable-MlxVfTrust eth2 3
        $mark = @(Get-MlxSimulatedWrite).Count
        Set-MlxVfRxMode eth2 3 -AllMulticast On -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused.FullyQualifiedErrorId | Should -Be 'NotTrusted,Mlx5Sriov.Cmdlets.Vfs.SetMlxVfRxModeCommand'
        @(Get-MlxSimulatedWrite -After $mark).Count | Should -Be 0
        Set-MlxVfRxMode eth2 3 -Promiscuous Off
        (Get-MlxSimulatedWrite -After $mark).Act | Should -Be 'ip link set dev eth2v3 promisc off'
    }

    It 'is refused for a VF without a net device, and says what makes one' {
        Set-MlxVfDriver eth2 3 -Driver vfio-pci
        Set-MlxVfRxMode eth2 3 -Promiscuous On -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused.FullyQualifiedErrorId | Should -Be 'NoVfNetDevice,Mlx5Sriov.Cmdlets.Vfs.SetMlxVfRxModeCommand'
        "$refused" | Should -BeLike '*vfio-pci is bound*'
        $refused.ErrorDetails.RecommendedAction | Should -BeLike '*Set-MlxVfDriver*'
    }

    It 'is refused in switchdev mode' {
        Set-MlxPf eth2 -EswitchMode Switchdev -Confirm:$false -WarningAction SilentlyContinue
        { Set-MlxVfRxMode eth2 3 -Promiscuous On -ErrorAction Stop } | Should -Throw -ErrorId 'NotInSwitchdev,*'
    }

    It 'reports <Id>, and writes nothing' -ForEach @(
        @{ Id = 'PfNotFound'; Who = @{ Pf = 'eth9'; Index = 0 } }
        @{ Id = 'VfNotFound'; Who = @{ Name = 'eth9v0' } }
        @{ Id = 'VfIndexOutOfRange'; Who = @{ Pf = 'eth2'; Index = 8 } }
    ) {
        Set-MlxVfRxMode @Who -Promiscuous On -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused.FullyQualifiedErrorId | Should -Be "$Id,Mlx5Sriov.Cmdlets.Vfs.SetMlxVfRxModeCommand"
        @(Get-MlxSimulatedWrite -After $mark).Count | Should -Be 0
    }

    It 'puts everything back when a step is refused' {
        $null = Add-MlxSimulatedFault 'ip link set dev eth2v1 promisc on' EIO
        Set-MlxVfRxMode eth2 0-1 -Promiscuous On -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused.FullyQualifiedErrorId | Should -Be 'PlanFailed,Mlx5Sriov.Cmdlets.Vfs.SetMlxVfRxModeCommand'
        (Get-MlxSimulatedWrite -After $mark | Select-Object -Last 1).Act | Should -Be 'ip link set dev eth2v0 promisc off'
    }

    It 'is undone by Undo-MlxChange' {
        Set-MlxVfRxMode eth2 3 -AllMulticast On
        Undo-MlxChange
        (Get-MlxSimulatedWrite -After $mark).Act | Should -Be 'ip link set dev eth2v3 allmulticast on', 'ip link set dev eth2v3 allmulticast off'
    }

    It 'is for Ethernet' {
        Enter-MlxSimulation ConnectX6Infiniband -NumVfs 1
        { Set-MlxVfRxMode ib0 0 -Promiscuous On -ErrorAction Stop } | Should -Throw -ErrorId 'EthernetOnly,*'
    }

    It 'says what may be given where nothing was, and ends' {
        { Set-MlxVfRxMode eth2 3 } | Should -Throw -ErrorId 'NothingToSet,*'
    }
}
