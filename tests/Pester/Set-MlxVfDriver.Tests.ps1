BeforeAll { . "$PSScriptRoot/Import.ps1" }

Describe 'Set-MlxVfDriver' {
    BeforeEach { Enter-MlxSimulation }
    AfterEach { Exit-MlxSimulation }

    It 'unbinds, loads the driver, names it as the only one and binds it' {
        Set-MlxVfDriver eth2 3 -Driver vfio-pci | Should -BeNullOrEmpty
        (Get-MlxSimulatedWrite).Act | Should -Be @(
            'echo 0000:05:00.5 > /sys/bus/pci/devices/0000:05:00.5/driver/unbind'
            'modprobe vfio-pci'
            'echo vfio-pci > /sys/bus/pci/devices/0000:05:00.5/driver_override'
            'echo 0000:05:00.5 > /sys/bus/pci/drivers/vfio-pci/bind')
        (Get-MlxVf | Where-Object Driver -EQ vfio-pci).Index | Should -Be 3
    }

    It 'clears the override for <Driver>' -ForEach @(@{ Driver = 'mlx5_core' }, @{ Driver = 'None' }) {
        Set-MlxVfDriver eth2 3 -Driver mlx5_vfio_pci
        $mark = @(Get-MlxSimulatedWrite).Count
        Set-MlxVfDriver eth2 3 -Driver $Driver
        (Get-MlxSimulatedWrite -After $mark).Act | Should -Contain 'echo '''' > /sys/bus/pci/devices/0000:05:00.5/driver_override'
        "$((Get-MlxVf eth2 3).Driver)" | Should -Be ($Driver -replace 'None')
    }

    It 'takes VFs from the pipeline, by name, and by the properties of a table' {
        Get-MlxVf eth2 0-1 | Set-MlxVfDriver -Driver None
        Set-MlxVfDriver -Name eth2v2, 0000:05:00.5 -Driver None
        'Pf,Index', 'eth2,4', 'eth2,6' | ConvertFrom-Csv | Set-MlxVfDriver -Driver None
        (Get-MlxVf | Where-Object { -not $_.Driver }).Index | Should -Be 0, 1, 2, 3, 4, 6
    }

    It 'writes nothing under -WhatIf or -PlanOnly' {
        Set-MlxVfDriver eth2 0-7 -Driver None -PassThru -WhatIf | Should -BeNullOrEmpty
        $plan = Set-MlxVfDriver eth2 0-7 -Driver None -PlanOnly
        $plan.Steps.Description | Select-Object -Unique | Should -Be 'Driver: mlx5_core -> none'
        $plan.Disruption | Should -Be 'VfTrafficStops'
        @(Get-MlxSimulatedWrite).Count | Should -Be 0
    }

    It 'writes nothing the second time' {
        $vfs = Set-MlxVfDriver eth2 0-1 -Driver vfio-pci -PassThru
        $vfs.Driver | Should -Be 'vfio-pci', 'vfio-pci'
        $mark = @(Get-MlxSimulatedWrite).Count
        $vfs = Set-MlxVfDriver eth2 0-1 -Driver VfioPci -PassThru
        $vfs.Index | Should -Be 0, 1
        @(Get-MlxSimulatedWrite -After $mark).Count | Should -Be 0
    }

    It 'keeps the settings' {
        Set-MlxVf eth2 3 -VlanId 100 -Trust On
        Set-MlxVfDriver eth2 3 -Driver vfio-pci
        (Get-MlxVf eth2 3).VlanId, (Get-MlxVf eth2 3).Trust | Should -Be 100, 'On'
    }

    It 'puts the old driver back when <Pattern> is refused' -ForEach @(
        @{ Pattern = '*/vfio-pci/bind'; Errno = 'EINVAL'; Id = 'PlanFailed' }
        @{ Pattern = '*05:00.3/driver_override'; Errno = 'EIO'; Id = 'PlanFailed' }
        @{ Pattern = '*05:00.3/driver/unbind'; Errno = 'EACCES'; Id = 'PermissionDenied' }
    ) {
        $null = Add-MlxSimulatedFault $Pattern $Errno -Nth 1
        Set-MlxVfDriver eth2 0-1 -Driver vfio-pci -PassThru -ErrorAction SilentlyContinue -ErrorVariable refused | Should -BeNullOrEmpty
        $refused.FullyQualifiedErrorId | Should -Be "$Id,Mlx5Sriov.Cmdlets.Vfs.SetMlxVfDriverCommand"
        (Get-MlxVf eth2 0-1).Driver | Should -Be 'mlx5_core', 'mlx5_core'
    }

    It 'reports <Id>, and writes nothing' -ForEach @(
        @{ Id = 'PfNotFound'; Who = @{ Pf = 'eth9'; Index = 0 } }
        @{ Id = 'VfNotFound'; Who = @{ Name = 'eth9v0' } }
        @{ Id = 'VfIndexOutOfRange'; Who = @{ Pf = 'eth2'; Index = 8 } }
    ) {
        Set-MlxVfDriver @Who -Driver None -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused.FullyQualifiedErrorId | Should -Be "$Id,Mlx5Sriov.Cmdlets.Vfs.SetMlxVfDriverCommand"
        @(Get-MlxSimulatedWrite).Count | Should -Be 0
    }

    It 'says which drivers there are' {
        { Set-MlxVfDriver eth2 0 -Driver e1000 } | Should -Throw "*'e1000' is not one of *vfio-pci*"
        (TabExpansion2 'Set-MlxVfDriver eth2 0 -Driver ').CompletionMatches.CompletionText |
            Should -Be 'mlx5_core', 'vfio-pci', 'mlx5_vfio_pci', 'None'
    }

    It 'is undone by Undo-MlxChange' {
        Set-MlxVfDriver eth2 3 -Driver vfio-pci
        Undo-MlxChange
        (Get-MlxVf eth2 3).Driver | Should -Be 'mlx5_core'
        Set-MlxVfDriver eth2 3 -Driver mlx5_core
        (Get-MlxSimulatedWrite | Select-Object -Last 1).Act | Should -Be 'echo 0000:05:00.5 > /sys/bus/pci/drivers/mlx5_core/bind'
    }
}

Describe 'Set-MlxVfDriver on <Profile>' -ForEach @(@{ Profile = 'ConnectX7Inbox'; Pf = 'eth2' }, @{ Profile = 'ConnectX6Infiniband'; Pf = 'ib0' }) {
    It 'works alike' {
        Enter-MlxSimulation $Profile
        Set-MlxVfDriver $Pf 0 -Driver vfio-pci
        Set-MlxVfDriver $Pf 1 -Driver None
        Set-MlxVfDriver $Pf 0-1 -Driver mlx5_core
        (Get-MlxVf $Pf 0-1).Driver | Should -Be 'mlx5_core', 'mlx5_core'
        Exit-MlxSimulation
    }
}
