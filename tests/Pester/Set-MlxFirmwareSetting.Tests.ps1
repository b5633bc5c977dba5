BeforeAll { . "$PSScriptRoot/Import.ps1" }

Describe 'Set-MlxFirmwareSetting' {
    BeforeEach { Enter-MlxSimulation }
    AfterEach { Exit-MlxSimulation }

    It 'writes a card once, and names the other port' {
        Set-MlxFirmwareSetting eth3 -Setting @{ SRIOV_EN = $false; NUM_OF_VFS = 16 } -WarningVariable told -WarningAction SilentlyContinue
        (Get-MlxSimulatedWrite).Act | Should -Be 'mlxconfig -d 0000:05:00.1 -y set SRIOV_EN=0 NUM_OF_VFS=16'
        "$told" | Should -Match 'NUM_OF_VFS is a setting of the card: it changes for eth2 too'
        "$told" | Should -Match 'after a restart of the host'
        (Get-MlxFirmwareSetting eth2 NUM_OF_VFS).RestartRequired | Should -BeTrue
    }

    It 'is in force after a restart' {
        Set-MlxFirmwareSetting eth2 NUM_OF_VFS 200 -WarningAction Ignore
        (Get-MlxPf eth3).TotalVfs | Should -Be 127
        Enter-MlxSimulation -Restart
        (Get-MlxPf).TotalVfs | Should -Be 200, 200
        Set-MlxPf eth3 -NumVfs 150
        (Get-MlxPf eth3).NumVfs | Should -Be 150
    }

    It 'writes nothing under -WhatIf or -PlanOnly, nor a second time' {
        Set-MlxFirmwareSetting eth2 NUM_OF_VFS 16 -WhatIf -PassThru -WarningAction Ignore | Should -BeNullOrEmpty
        $plan = Set-MlxFirmwareSetting eth2 NUM_OF_VFS 16 -PlanOnly -WarningAction Ignore
        $plan.Steps.Description | Should -Be 'NUM_OF_VFS: 127 -> 16'
        $plan.Steps.UndoCommands | Should -Be 'mlxconfig -d 0000:05:00.0 -y set NUM_OF_VFS=127'
        @(Get-MlxSimulatedWrite).Count | Should -Be 0
        $plan | ConvertTo-MlxJson | ConvertFrom-Json | Invoke-MlxPlan
        (Set-MlxFirmwareSetting * NUM_OF_VFS 16 -PassThru).Next | Should -Be '16', '16'
        @(Get-MlxSimulatedWrite).Count | Should -Be 1
    }

    It 'refuses <Id> and writes nothing' -ForEach @(
        @{ Id = 'FirmwareReadOnly'; Setting = @{ NUM_OF_VFS = 16; HOST_CHAINING_MODE = 1 } }
        @{ Id = 'FirmwareValueInvalid'; Setting = @{ NUM_OF_VFS = 16; VF_MIGRATION_MODE = 'ON' } }
        @{ Id = 'FirmwareValueInvalid'; Setting = @{ NUM_OF_VFS = 1, 2 } }
        @{ Id = 'FirmwareSettingNotFound'; Setting = @{ NUM_OF_VFS = 16; NUM_OF_PF = 1 } }
        @{ Id = 'PfNotFound'; Pf = 'eth9'; Setting = @{ NUM_OF_VFS = 16 } }
    ) {
        Set-MlxFirmwareSetting ($Pf ?? 'eth2') -Setting $Setting -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused.FullyQualifiedErrorId | Should -Be "$Id,Mlx5Sriov.Cmdlets.Firmware.SetMlxFirmwareSettingCommand"
        $refused.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        @(Get-MlxSimulatedWrite).Count | Should -Be 0
    }

    It 'refuses two values for one card, and sets the other card' {
        Enter-MlxSimulation -Adapter 2
        $rows = 'Pf,Name,Value', 'eth2,NUM_OF_VFS,16', 'eth3,NUM_OF_VFS,32', 'eth4,NUM_OF_VFS,32' | ConvertFrom-Csv
        $rows | Set-MlxFirmwareSetting -ErrorAction SilentlyContinue -ErrorVariable refused -WarningAction Ignore
        $refused.FullyQualifiedErrorId | Should -BeLike 'FirmwareValueConflict,*'
        (Get-MlxSimulatedWrite).Act | Should -Be 'mlxconfig -d 0000:15:00.0 -y set NUM_OF_VFS=32'
    }

    It 'puts back, and tells the cause, when <Tool> fails' -ForEach @(@{ Tool = 'Mstconfig421' }, @{ Tool = 'Mlxconfig436' }) {
        Enter-MlxSimulation -FirmwareTool $Tool
        Set-MlxFirmwareSetting eth2 NUM_OF_VFS 300 -ErrorAction SilentlyContinue -ErrorVariable refused -WarningAction Ignore
        $refused.FullyQualifiedErrorId | Should -BeLike 'FirmwareRefused,*'
        "$refused" | Should -Match 'larger than maximum allowed 250'
        $refused.ErrorDetails.RecommendedAction | Should -Match 'NUM_VF_MSIX'
        $null = Add-MlxSimulatedFault '*config*NUM_OF_VFS=16*' EIO
        Set-MlxFirmwareSetting eth2 NUM_OF_VFS 16 -ErrorAction SilentlyContinue -WarningAction Ignore
        (Get-MlxFirmwareSetting eth2 NUM_OF_VFS).Next | Should -Be '127'
        (Get-MlxChange | Select-Object -Last 1).State | Should -Be 'RolledBack'
    }

    It 'is undone by Undo-MlxChange, also after a restart' {
        Set-MlxFirmwareSetting eth2 -Setting @{ NUM_OF_VFS = 16; VF_MIGRATION_MODE = 'migration_enabled' } -WarningAction Ignore
        Enter-MlxSimulation -Restart
        Undo-MlxChange
        (Get-MlxFirmwareSetting eth2 NUM_OF_VFS, VF_MIGRATION_MODE).Next | Should -Be '127', 'DEVICE_DEFAULT(0)'
        (Get-MlxFirmwareSetting eth2 NUM_OF_VFS).RestartRequired | Should -BeTrue
    }

    It 'takes settings and ports from the pipeline, and no VF' {
        Get-MlxFirmwareSetting eth2 NUM_OF_VFS | Set-MlxFirmwareSetting -Value 16 -WarningAction Ignore
        Get-MlxPf eth2 | Set-MlxFirmwareSetting -Name NUM_VF_MSIX -Value 20 -WarningAction Ignore
        (Get-MlxFirmwareSetting eth2 NUM_OF_VFS, NUM_VF_MSIX).Next | Should -Be '16', '20'
        { Get-MlxVf eth2 1 | Set-MlxFirmwareSetting -Name NUM_OF_VFS -Value 32 -ErrorAction Stop } | Should -Throw -ErrorId 'PfNotFound,*'
    }

    It 'says what may be given where nothing was, and ends' {
        { Set-MlxFirmwareSetting eth2 NUM_OF_VFS } | Should -Throw -ErrorId 'NothingToSet,*'
        @(Get-MlxSimulatedWrite).Count | Should -Be 0
    }

    It 'offers words' {
        $words = (TabExpansion2 'Set-MlxFirmwareSetting eth2 VF_MIGRATION_MODE MIG').CompletionMatches.CompletionText
        $words | Should -Be 'MIGRATION_DISABLED', 'MIGRATION_ENABLED'
        (TabExpansion2 'Set-MlxFirmwareSetting eth2 NUM_OF_VFS ').CompletionMatches.CompletionText | Should -Be '127', '0'
    }
}
