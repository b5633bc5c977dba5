BeforeAll { . "$PSScriptRoot/Import.ps1" }

Describe 'Get-MlxFirmwareSetting' {
    BeforeEach { Enter-MlxSimulation }
    AfterEach { Exit-MlxSimulation }

    It 'shows all settings of all ports' {
        $settings = Get-MlxFirmwareSetting
        ($settings | Where-Object Name -EQ NUM_OF_VFS).Pf | Should -Be 'eth2', 'eth3'
        $settings.Count | Should -BeGreaterThan 20
        @(Get-MlxSimulatedWrite).Count | Should -Be 0
    }

    It 'types the values' {
        $sriov = Get-MlxFirmwareSetting eth2 SRIOV_EN
        $sriov.Default -eq $false | Should -BeTrue
        $sriov.Current -eq 'True(1)' | Should -BeTrue
        $sriov.Next.Number | Should -Be 1
        (Get-MlxFirmwareSetting eth2 NUM_OF_VFS).Current -eq 127 | Should -BeTrue
        $sriov.Owner, $sriov.ReadOnly, $sriov.RestartRequired, $sriov.Customised | Should -Be 'Card', $false, $false, $true
    }

    It 'reads the texts of <Tool>' -ForEach @(@{ Tool = 'Mstconfig421' }, @{ Tool = 'Mstconfig426' }, @{ Tool = 'Mlxconfig436' }) {
        Enter-MlxSimulation -FirmwareTool $Tool
        $long = Get-MlxFirmwareSetting eth2 PCI_ATOMIC_MODE
        "$($long.Default) $($long.Current) $($long.Next)" | Should -Be ((@('PCI_ATOMIC_DISABLED_EXT_ATOMIC_ENABLED(0)') * 3) -join ' ')
        (Get-MlxFirmwareSetting eth2 HOST_CHAINING_MODE).ReadOnly | Should -Be ($Tool -ne 'Mstconfig421')
    }

    It 'takes names in any case, patterns, and settings from the pipeline' {
        (Get-MlxFirmwareSetting eth2 sriov_en, num_of_vfs).Name | Should -Be 'SRIOV_EN', 'NUM_OF_VFS'
        (Get-MlxFirmwareSetting eth2 LINK_*).Name | Should -Be 'LINK_TYPE_P1', 'LINK_TYPE_P2'
        (Get-MlxPf | Get-MlxFirmwareSetting -Name SRIOV_EN).Pf | Should -Be 'eth2', 'eth3'
        $setting = Get-MlxFirmwareSetting eth3 NUM_OF_VFS
        Set-MlxFirmwareSetting eth2 NUM_OF_VFS 16 -WarningAction Ignore
        ($setting | Get-MlxFirmwareSetting).Next | Should -Be '16'
    }

    It 'says what a hidden setting needs, and shows the others' {
        $found = Get-MlxFirmwareSetting eth2 NUM_OF_PF, SRIOV_EN -ErrorAction SilentlyContinue -ErrorVariable refused
        $found.Name | Should -Be 'SRIOV_EN'
        $refused.FullyQualifiedErrorId | Should -Be 'FirmwareSettingNotFound,Mlx5Sriov.Cmdlets.Firmware.GetMlxFirmwareSettingCommand'
        $refused.ErrorDetails.RecommendedAction | Should -Match 'ADVANCED_PCI_SETTINGS'
        Set-MlxFirmwareSetting eth2 ADVANCED_PCI_SETTINGS 1 -WarningAction Ignore
        Enter-MlxSimulation -Restart
        (Get-MlxFirmwareSetting eth2 NUM_OF_PF).Next | Should -Be '2'
    }

    It 'proposes one restart for a value that never comes' {
        Enter-MlxSimulation -FirmwareStuck
        $proposed = foreach ($boot in 1..4) {
            Set-MlxFirmwareSetting eth2 NUM_OF_VFS 16 -WarningAction Ignore
            $setting = Get-MlxFirmwareSetting eth3 NUM_OF_VFS
            $setting.RestartRequired
            $setting.Note | Should -Match $(if ($boot -eq 1) { '^$' } else { "power off and on" })
            Enter-MlxSimulation -Restart
        }
        $proposed | Should -Be $true, $false, $false, $false
    }

    It 'tells lockdown, and offers no fix that cannot work' {
        Enter-MlxSimulation -Lockdown Integrity
        Get-MlxFirmwareSetting eth2 -ErrorAction SilentlyContinue -ErrorVariable refused | Should -BeNullOrEmpty
        $refused.FullyQualifiedErrorId | Should -BeLike 'FirmwareUnavailable,*'
        "$refused" | Should -Match 'lockdown \(integrity\)'
        $refused.ErrorDetails.RecommendedAction | Should -Not -Match 'root'
    }

    It 'names both tools where there is none' {
        Enter-MlxSimulation -FirmwareTool None
        { Get-MlxFirmwareSetting eth2 -ErrorAction Stop } | Should -Throw -ErrorId 'ToolNotFound,*'
    }

    It 'prints a table for several and a list for one, also after remoting' {
        Get-MlxFirmwareSetting eth2 | Out-String -Width 160 | Should -Match '(?m)^Pf +Name +Current +Next +Remark +Owner +Default'
        Get-MlxFirmwareSetting eth2 NUM_OF_VFS | Out-String | Should -Match '(?m)^RestartRequired : False'
        $xml = [System.Management.Automation.PSSerializer]::Serialize((Get-MlxFirmwareSetting eth2))
        $copies = [System.Management.Automation.PSSerializer]::Deserialize($xml)
        $copies | Out-String -Width 160 | Should -Match '(?m)^eth2 +SRIOV_EN +True\(1\) +True\(1\)'
    }

    It 'offers the names that the card shows' {
        (TabExpansion2 'Get-MlxFirmwareSetting eth2 VF_').CompletionMatches.CompletionText | Should -Be 'VF_LOG_BAR_SIZE', 'VF_MIGRATION_MODE'
    }
}
