BeforeAll { . "$PSScriptRoot/Import.ps1" }

Describe 'Enter-MlxSimulation' {
    AfterEach { Exit-MlxSimulation }

    It 'keeps the parallel runspaces of a simulated session off the real host' {
        Enter-MlxSimulation
        $refused = 1..2 | ForEach-Object -Parallel {
            Import-Module $using:PSScriptRoot/../../Mlx5Sriov.psd1
            Set-MlxVf eth2 $_ -Trust On -ErrorAction SilentlyContinue -ErrorVariable refused
            $refused.FullyQualifiedErrorId
        }
        $refused | Should -Be (@('HostUndecided,Mlx5Sriov.Cmdlets.Vfs.SetMlxVfCommand') * 2)
    }

    It 'offers the profile <Profile>' -ForEach @(
        @{ Profile = 'ConnectX7'; Dialect = 'Ofed'; Layer = 'Ethernet' }
        @{ Profile = 'ConnectX7Inbox'; Dialect = 'Inbox'; Layer = 'Ethernet' }
        @{ Profile = 'ConnectX7Ofed2407'; Dialect = 'Ofed'; Layer = 'Ethernet' }
        @{ Profile = 'ConnectX6Infiniband'; Dialect = 'Ofed'; Layer = 'InfiniBand' }
    ) {
        Enter-MlxSimulation $Profile
        $ports = Get-MlxPf
        $ports.Count | Should -Be 2
        $ports[0].Dialect | Should -Be $Dialect
        $ports[0].LinkLayer | Should -Be $Layer
        @(Get-MlxVf).Count | Should -Be 8
    }

    It 'takes the number of VFs for every port, or for each in order' {
        Enter-MlxSimulation -NumVfs 3
        (Get-MlxPf).NumVfs | Should -Be 3, 3
        Enter-MlxSimulation -NumVfs 2, 5
        (Get-MlxPf).NumVfs | Should -Be 2, 5
    }

    It 'grows to ten ports of 250 VFs' {
        Enter-MlxSimulation -Adapter 5 -NumVfs 250
        @(Get-MlxVf).Count | Should -Be 2500
    }
}

Describe 'Enter-MlxSimulation with a wrong size' {
    It 'refuses <Arguments>' -ForEach @(
        @{ Arguments = @{ NumVfs = 251 } }, @{ Arguments = @{ NumVfs = -1 } },
        @{ Arguments = @{ Adapter = 0 } }, @{ Arguments = @{ Adapter = 6 } },
        @{ Arguments = @{ Profile = 'ConnectX99' } }
    ) {
        { Enter-MlxSimulation @Arguments } | Should -Throw
    }
}

Describe 'Enter-MlxSimulation with a restart' {
    AfterEach { Exit-MlxSimulation }

    It 'restarts the host that the session is on' {
        Enter-MlxSimulation -NumVfs 4
        Set-MlxVf eth2 1 -Trust On
        Enter-MlxSimulation -Restart
        (Get-MlxPf).NumVfs | Should -Be 0, 0
        @(Get-MlxChange).Count | Should -Be 1
    }

    It 'restarts no real host' {
        { Enter-MlxSimulation -Restart -ErrorAction Stop } | Should -Throw -ErrorId 'NotSimulated,*'
        Enter-MlxSimulation
    }

    It 'has the firmware tool, the lockdown and the cards that are asked for' {
        Enter-MlxSimulation -FirmwareTool Mstconfig426 -FirmwareStuck
        Set-MlxFirmwareSetting eth2 NUM_OF_VFS 16 -WarningAction Ignore
        (Get-MlxSimulatedWrite).Act | Should -BeLike 'mstconfig *'
        Enter-MlxSimulation -Restart
        (Get-MlxPf eth2).TotalVfs | Should -Be 127
        Enter-MlxSimulation -Lockdown Confidentiality
        { Get-MlxFirmwareSetting eth2 -ErrorAction Stop } | Should -Throw -ErrorId 'FirmwareUnavailable,*'
    }
}
