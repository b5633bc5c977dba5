BeforeAll { . "$PSScriptRoot/Import.ps1" }

Describe 'Get-MlxVfStatistic' {
    BeforeEach { Enter-MlxSimulation }
    AfterAll { Exit-MlxSimulation }

    It 'shows the counters of the VFs that are named' {
        (Get-MlxVfStatistic).Count | Should -Be 8
        (Get-MlxVfStatistic eth2 0-2, 5).Index | Should -Be 0, 1, 2, 5
        $vf = Get-MlxVfStatistic -Name eth2v4
        $vf.RxPackets | Should -Be 180000000
        $vf.TxBytes | Should -Be 54000000000
        $vf.Source | Should -Be 'Ofed'
    }

    It 'takes ports and VFs from the pipeline' {
        (Get-MlxPf eth2 | Get-MlxVfStatistic -Index 3).Name | Should -Be 'eth2v3'
        (Get-MlxVf eth2 1, 6 | Get-MlxVfStatistic).Index | Should -Be 1, 6
        ('Pf,Index', 'eth2,4', 'eth2,6' | ConvertFrom-Csv | Get-MlxVfStatistic).Index | Should -Be 4, 6
    }

    It 'tells what <Profile> counts, and leaves empty what it does not' -ForEach @(
        @{ Profile = 'ConnectX7'; Source = 'Ofed'; Broadcast = 3600; Dropped = 0 }
        @{ Profile = 'ConnectX7Inbox'; Source = 'Netlink'; Broadcast = $null; Dropped = 0 }
        @{ Profile = 'ConnectX6Infiniband'; Source = 'Netlink'; Broadcast = $null; Dropped = $null }
    ) {
        Enter-MlxSimulation $Profile -NumVfs 2
        $vf = Get-MlxVfStatistic -Index 0 | Select-Object -First 1
        $vf.Source | Should -Be $Source
        $vf.TxBroadcast | Should -Be $Broadcast
        $vf.RxDropped | Should -Be $Dropped
    }

    It 'writes nothing' {
        Get-MlxVfStatistic | Out-Null
        Get-MlxSimulatedWrite | Should -BeNullOrEmpty
    }

    It 'prints a table for several and a list for one' {
        Get-MlxVfStatistic | Out-String -Width 120 | Should -Match '(?m)^Pf +Index +Name +RxPackets +RxBytes'
        Get-MlxVfStatistic eth2 0 | Out-String | Should -Match '(?m)^TxMulticast : 14400'
    }

    It 'exports to CSV with numbers' {
        $row = Get-MlxVfStatistic eth2 0 | ConvertTo-Csv | ConvertFrom-Csv
        $row.RxBytes | Should -Be '32400000000'
        $row.Pf | Should -Be 'eth2'
    }

    It 'reports <Id> for <Who.Values>' -ForEach @(
        @{ Id = 'PfNotFound'; Who = @{ Pf = 'eth9' } }
        @{ Id = 'VfNotFound'; Who = @{ Name = 'eth9v0' } }
        @{ Id = 'VfIndexOutOfRange'; Who = @{ Pf = 'eth2'; Index = 8 } }
    ) {
        Get-MlxVfStatistic @Who -ErrorAction SilentlyContinue -ErrorVariable refused | Should -BeNullOrEmpty
        $refused.FullyQualifiedErrorId | Should -Be "$Id,Mlx5Sriov.Cmdlets.Counters.GetMlxVfStatisticCommand"
    }

    It 'goes on when one VF cannot be read, or reads as no driver writes' {
        $null = Add-MlxSimulatedFault '*/sriov/2/stats' EIO -Operation Read
        $null = Add-MlxSimulatedFault '*/sriov/4/stats' -Text "rx_bytes : many`n"
        (Get-MlxVfStatistic eth2 -ErrorAction SilentlyContinue -ErrorVariable refused).Index | Should -Be 0, 1, 3, 5, 6, 7
        $refused.FullyQualifiedErrorId -replace ',.*' | Should -Be 'Kernel.EIO', 'MalformedText'
        $refused.TargetObject | Should -Be 'eth2 vf 2', 'eth2 vf 4'
    }
}
