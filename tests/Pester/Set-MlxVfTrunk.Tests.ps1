BeforeAll { . "$PSScriptRoot/Import.ps1" }

Describe 'Set-MlxVfTrunk' {
    BeforeAll {
        $command, $class = 'Set-MlxVfTrunk', 'Mlx5Sriov.Cmdlets.Trunks.SetMlxVfTrunkCommand'
        $vlan, $trunk, $acts = @{ Vlan = '0,10-20' }, '0,10-20', @('add 0 0', 'add 16 20', 'rem 4 9')
    }

    BeforeEach {
        Enter-MlxSimulation
        Set-MlxVfTrunk eth2 0-3 4-15,17
        $mark = @(Get-MlxSimulatedWrite).Count
    }

    AfterEach { Exit-MlxSimulation }

    . "$PSScriptRoot/VfTrunk.ps1"

    It 'reads <Given> as <Meant>' -ForEach @(
        @{ Given = '17,4-15'; Meant = '4-15,17' }
        @{ Given = @('4-15', 17); Meant = '4-15,17' }
        @{ Given = 4, 5, 6; Meant = '4-6' }
        @{ Given = 0; Meant = '0' }
        @{ Given = '0-99,4095'; Meant = '0-99,4095' }
        @{ Given = ''; Meant = '' }
    ) {
        Set-MlxVfTrunk eth2 5 $Given
        "$((Get-MlxVfTrunk eth2 5).Trunk)" | Should -Be $Meant
    }

    It 'refuses <_>' -ForEach '4096', '-1', '9-6', 'four' {
        { Set-MlxVfTrunk eth2 0 $_ } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
        @(Get-MlxSimulatedWrite -After $mark).Count | Should -Be 0
    }

    It 'gives back what Get-MlxVfTrunk kept, in memory or in a file' {
        Set-MlxVfTrunk eth2 1 100-200
        $kept = Get-MlxVfTrunk eth2 0-3
        $kept | Export-Csv $TestDrive/trunks.csv
        Clear-MlxVfTrunk eth2 0-3
        $kept | Set-MlxVfTrunk
        (Get-MlxVfTrunk eth2 0-3).Trunk | Should -Be $kept.Trunk
        Clear-MlxVfTrunk eth2 0-3
        Import-Csv $TestDrive/trunks.csv | Set-MlxVfTrunk
        (Get-MlxVfTrunk eth2 0-3).Trunk | Should -Be $kept.Trunk
    }

    It 'does not take a list that the driver cut for the whole' {
        Set-MlxVfTrunk eth2 3 0-4095
        $mark = @(Get-MlxSimulatedWrite).Count
        { Get-MlxVfTrunk eth2 3 | Set-MlxVfTrunk -ErrorAction Stop } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
        @(Get-MlxSimulatedWrite -After $mark).Count | Should -Be 0
    }

    It 'says that it clears a VST VLAN' {
        Set-MlxVf eth2 5 -VlanId 100
        Set-MlxVfTrunk eth2 5 4 -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike 'eth2 vf 5:*VST VLAN 100 is cleared.'
        (Get-MlxVf eth2 5).VlanMode | Should -Be 'VgtPlus'
    }

    It 'warns where the last VLANs go, and of many VFs in one line' {
        Set-MlxVfTrunk eth2 0-3 4-9
        Set-MlxVfTrunk eth2 0-3 '' -WarningVariable warned -WarningAction SilentlyContinue
        $warned | Should -Be 'eth2 vf 0-3: no VLAN is left in the trunk, so VGT+ ends and every VLAN passes (VGT).'
        Set-MlxVfTrunk eth2 0-3 '' -WarningVariable warned
        $warned | Should -BeNullOrEmpty
    }
}
