BeforeAll { . "$PSScriptRoot/Import.ps1" }

Describe 'Reset-MlxVf' {
    BeforeAll {
        $everything = @{
            MacAddress = '02:00:00:00:00:01'; VlanId = 100; Qos = 3; SpoofCheck = 'On'; Trust = 'On'
            LinkState = 'Up'; MinTxRate = '1Gbit'; MaxTxRate = '10Gbit'; Rebind = $true
        }
    }

    BeforeEach { Enter-MlxSimulation }
    AfterEach { Exit-MlxSimulation }

    It 'makes a VF as new with <Profile>' -ForEach @(@{ Profile = 'ConnectX7' }, @{ Profile = 'ConnectX7Ofed2407' }, @{ Profile = 'ConnectX7Inbox' }) {
        Enter-MlxSimulation $Profile
        $fresh = Get-MlxVf | Format-List * | Out-String
        Set-MlxVf eth2 1 @everything
        Reset-MlxVf eth2 1 -Rebind | Should -BeNullOrEmpty
        Get-MlxVf | Format-List * | Out-String | Should -Be $fresh
    }

    It 'ends a trunk' {
        Set-MlxVfTrunk eth2 2 -Vlan 4-15, 17
        Reset-MlxVf eth2 2
        (Get-MlxVf eth2 2).VlanMode | Should -Be 'Vgt'
    }

    It 'takes VFs from the pipeline, by name, and by the properties of a table' {
        Get-MlxVf | Enable-MlxVfTrust
        Get-MlxVf eth2 0-1 | Reset-MlxVf
        Reset-MlxVf -Name eth2v2, 0000:05:00.5
        'Pf,Index', 'eth2,4', 'eth2,6' | ConvertFrom-Csv | Reset-MlxVf
        (Get-MlxVf | Where-Object Trust -EQ Off).Index | Should -Be 0, 1, 2, 3, 4, 6
    }

    It 'writes nothing under -WhatIf or -PlanOnly' {
        Set-MlxVf eth2 1 -Trust On -VlanId 100
        Reset-MlxVf eth2 1 -PassThru -WhatIf | Should -BeNullOrEmpty
        (Reset-MlxVf eth2 0-7 -PlanOnly).Steps.Description | Should -Be 'Vlan: 100 -> VGT', 'Trust: On -> Off'
        @(Get-MlxSimulatedWrite).Count | Should -Be 2
    }

    It 'writes nothing the second time, and emits the VFs all the same' {
        Set-MlxVf eth2 1 @everything
        Reset-MlxVf eth2 1 -Rebind
        $mark = @(Get-MlxSimulatedWrite).Count
        (Reset-MlxVf eth2 0-1 -Rebind -PassThru).Index | Should -Be 0, 1
        @(Get-MlxSimulatedWrite -After $mark).Count | Should -Be 0
    }

    It 'warns that a bound driver keeps the old address' {
        Set-MlxVf eth2 1 @everything
        Reset-MlxVf eth2 1 -WarningAction SilentlyContinue -WarningVariable warned
        "$warned" | Should -BeLike '*eth2 vf 1*-Rebind*'
        @($warned).Count | Should -Be 1
    }

    It 'leaves the driver' {
        Set-MlxVfDriver eth2 1 -Driver vfio-pci
        Reset-MlxVf eth2 1
        (Get-MlxVf eth2 1).Driver | Should -Be 'vfio-pci'
    }

    It 'reports <Id>, and writes nothing' -ForEach @(
        @{ Id = 'PfNotFound'; Who = @{ Pf = 'eth9'; Index = 0 } }
        @{ Id = 'VfNotFound'; Who = @{ Name = 'eth9v0' } }
        @{ Id = 'VfIndexOutOfRange'; Who = @{ Pf = 'eth2'; Index = 8 } }
    ) {
        Reset-MlxVf @Who -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused.FullyQualifiedErrorId | Should -Be "$Id,Mlx5Sriov.Cmdlets.Vfs.ResetMlxVfCommand"
        @(Get-MlxSimulatedWrite).Count | Should -Be 0
    }

    It 'puts everything back when a step is refused' {
        Set-MlxVf eth2 1 @everything
        $before = Get-MlxVf | Format-List * | Out-String
        $null = Add-MlxSimulatedFault 'ip link set * trust off' EIO
        Reset-MlxVf eth2 1 -Rebind -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused.FullyQualifiedErrorId | Should -Be 'PlanFailed,Mlx5Sriov.Cmdlets.Vfs.ResetMlxVfCommand'
        Get-MlxVf | Format-List * | Out-String | Should -Be $before
    }

    It 'is undone by Undo-MlxChange' {
        Set-MlxVf eth2 1 @everything
        $before = Get-MlxVf | Format-List * | Out-String
        Reset-MlxVf eth2 1 -Rebind
        Undo-MlxChange
        Get-MlxVf | Format-List * | Out-String | Should -Be $before
    }

    It 'resets addresses and rates in switchdev mode' {
        Set-MlxPf eth2 -EswitchMode Switchdev
        Set-MlxVf eth2 1 -MacAddress 02:00:00:00:00:01 -MaxTxRate 1Gbit -Rebind
        $vf = Reset-MlxVf eth2 1 -Rebind -PassThru
        $vf.MacAddress, $vf.MaxTxRate | Should -Be '00:00:00:00:00:00', '0'
    }

    It 'resets GUIDs and policy on InfiniBand' {
        Enter-MlxSimulation ConnectX6Infiniband -NumVfs 2
        Set-MlxVf ib0 1 -NodeGuid 02:00:00:00:00:00:00:01 -PortGuid 02:00:00:00:00:00:00:02 -Policy Up -Rebind
        $vf = Reset-MlxVf ib0 1 -Rebind -PassThru
        $zero = '00:00:00:00:00:00:00:00'
        $vf.NodeGuid, $vf.PortGuid, $vf.Policy | Should -Be $zero, $zero, 'Disable'
    }
}
