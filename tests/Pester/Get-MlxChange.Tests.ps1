BeforeAll { . "$PSScriptRoot/Import.ps1" }

Describe 'Get-MlxChange' {
    BeforeEach { Enter-MlxSimulation }
    AfterEach { Exit-MlxSimulation }

    It 'shows nothing where nothing was changed' {
        Set-MlxVf eth2 5 -Trust Off
        Get-MlxChange | Should -BeNullOrEmpty
    }

    It 'shows the changes, the oldest first' {
        Set-MlxVf eth2 5 -Trust On
        Enable-MlxVfSpoofCheck eth2 5 -WarningAction SilentlyContinue
        $changes = Get-MlxChange
        $changes.Title | Should -Be Set-MlxVf, Enable-MlxVfSpoofCheck
        $changes.State | Should -Be Done, Done
        $changes.Pf | Should -Be eth2, eth2
        $changes.ProcessId | Should -Be $PID, $PID
        $changes[0].Id | Should -BeLike "20260101T000000.*-$PID"
    }

    It 'holds each step with what undoes it' {
        Set-MlxVf eth2 5 -VlanId 100
        $step = (Get-MlxChange).Steps
        $step.Target | Should -Be 'eth2 vf 5'
        $step.Description | Should -Be 'Vlan: VGT -> 100'
        $step.Command | Should -Be 'ip link set dev eth2 vf 5 vlan 100'
        $step.UndoCommands | Should -Be 'ip link set dev eth2 vf 5 vlan 0'
    }

    It 'finds changes by id, pattern, state and from the pipeline' {
        Set-MlxVf eth2 5 -Trust On
        Set-MlxVf eth2 6 -Trust On
        Undo-MlxChange
        $first, $second = Get-MlxChange
        (Get-MlxChange $first.Id).Id | Should -Be $first.Id
        @(Get-MlxChange 2026*).Count | Should -Be 2
        Get-MlxChange 2025* | Should -BeNullOrEmpty
        (Get-MlxChange -State Undone).Id | Should -Be $second.Id
        ($first | Get-MlxChange).Id | Should -Be $first.Id
    }

    It 'tells why a change failed and what it left behind' {
        $null = Add-MlxSimulatedFault '*vf 1 trust on' EPERM
        Set-MlxVf eth2 0-1 -Trust On -ErrorAction SilentlyContinue
        $null = Add-MlxSimulatedFault '*vf 0 trust off' EIO
        Set-MlxVf eth2 0-1 -Trust On -ErrorAction SilentlyContinue
        $clean, $dirty = Get-MlxChange
        $clean.State | Should -Be RolledBack
        $clean.Failure | Should -Match EPERM
        $clean.Residue | Should -BeNullOrEmpty
        $dirty.State | Should -Be Incomplete
        $dirty.Residue | Should -BeLike 'eth2 vf 0: ip link set dev eth2 vf 0 trust off (*EIO*)'
    }

    It 'keeps fifty' {
        1..26 | ForEach-Object { Set-MlxVf eth2 5 -Trust On; Set-MlxVf eth2 5 -Trust Off }
        @(Get-MlxChange).Count | Should -Be 50
    }

    It 'names an id that there is not' {
        Get-MlxChange 20260101T000000.0000000-1 -ErrorAction SilentlyContinue -ErrorVariable refused | Should -BeNullOrEmpty
        $refused.FullyQualifiedErrorId | Should -Be 'ChangeNotFound,Mlx5Sriov.Cmdlets.Changes.GetMlxChangeCommand'
        $refused.TargetObject | Should -Be '20260101T000000.0000000-1'
    }

    It 'prints a table' {
        Set-MlxVf eth2 5 -Trust On
        Get-MlxChange | Out-String | Should -Match '(?m)^20260101T\S+ +Done +eth2 +1 Set-MlxVf'
    }
}
