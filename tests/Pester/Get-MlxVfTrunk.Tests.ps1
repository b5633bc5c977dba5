BeforeAll { . "$PSScriptRoot/Import.ps1" }

Describe 'Get-MlxVfTrunk' {
    BeforeEach {
        Enter-MlxSimulation
        Set-MlxVfTrunk eth2 1-2 4-15,17
        $mark = @(Get-MlxSimulatedWrite).Count
    }

    AfterEach { Exit-MlxSimulation }

    It 'shows the trunk of every VF and writes nothing' {
        (Get-MlxVfTrunk).Index | Should -Be (0..7)
        (Get-MlxVfTrunk eth2 0-2).Trunk | ForEach-Object { "$_" } | Should -Be '', '4-15,17', '4-15,17'
        (Get-MlxVfTrunk eth2 0-2).VlanMode | Should -Be 'Vgt', 'VgtPlus', 'VgtPlus'
        @(Get-MlxSimulatedWrite -After $mark).Count | Should -Be 0
    }

    It 'selects by name and from the pipeline' {
        (Get-MlxVfTrunk -Name eth2v1, 05:00.4).Index | Should -Be 1, 2
        (Get-MlxPf eth2 | Get-MlxVfTrunk -Index 2).PciAddress | Should -Be '0000:05:00.4'
        (Get-MlxVf eth2 1-2 | Get-MlxVfTrunk).Index | Should -Be 1, 2
        (Get-MlxVfTrunk eth2 2 | Get-MlxVf).Trunk -eq '4-15,17' | Should -BeTrue
    }

    It 'compares with text and tells its VLANs' {
        (Get-MlxVfTrunk | Where-Object Trunk -EQ '17,4-15').Index | Should -Be 1, 2
        (Get-MlxVfTrunk | Where-Object { $_.Trunk.Vlans.Contains(17) }).Index | Should -Be 1, 2
        (Get-MlxVfTrunk eth2 1).Trunk.Vlans.IdCount | Should -Be 13
    }

    It 'marks a list that the driver cut' {
        Set-MlxVfTrunk eth2 3 0-4095
        $cut = Get-MlxVfTrunk eth2 3
        $cut.IsComplete | Should -BeFalse
        "$($cut.Trunk)" | Should -Be '0-1035,...'
        Get-MlxVfTrunk | Out-String | Should -Match '(?m)^eth2 +3 .* VGT\+ 0-1035,\.\.\.'
    }

    It 'prints a table for several and a list for one' {
        Get-MlxVfTrunk | Out-String | Should -Match '(?m)^Pf +Index +PciAddress +Name +Mode +Trunk'
        Get-MlxVfTrunk eth2 1 | Out-String | Should -Match '(?m)^IsComplete +: True'
    }

    It 'says for the simulated host <Simulated> once for each port what would be needed' -ForEach @(
        @{ Simulated = 'ConnectX7Inbox'; Id = 'NeedsOfed' }
        @{ Simulated = 'ConnectX6Infiniband'; Id = 'EthernetOnly' }
        @{ Simulated = 'Empty'; Id = 'NoAdapter' }
    ) {
        Enter-MlxSimulation $Simulated -NumVfs 8, 0
        Get-MlxVfTrunk -ErrorAction SilentlyContinue -ErrorVariable refused | Should -BeNullOrEmpty
        $refused.FullyQualifiedErrorId | Should -Be "$Id,Mlx5Sriov.Cmdlets.Trunks.GetMlxVfTrunkCommand"
    }
}
