BeforeAll { . "$PSScriptRoot/Import.ps1" }

Describe 'Undo-MlxChange' {
    BeforeEach { Enter-MlxSimulation }
    AfterEach { Exit-MlxSimulation }

    It 'puts back what was there, the last step first' {
        Set-MlxVf eth2 5 -VlanId 100 -Trust On
        $mark = @(Get-MlxSimulatedWrite).Count
        Undo-MlxChange | Should -BeNullOrEmpty
        (Get-MlxSimulatedWrite -After $mark).Act | Should -Be 'ip link set dev eth2 vf 5 trust off', 'ip link set dev eth2 vf 5 vlan 0'
        (Get-MlxVf eth2 5).VlanMode | Should -Be Vgt
        (Get-MlxChange).State | Should -Be Undone
    }

    It 'takes back one change after the other when it is run again' {
        Set-MlxVf eth2 5 -VlanId 100
        Set-MlxVf eth2 5 -VlanId 200
        Undo-MlxChange
        (Get-MlxVf eth2 5).VlanId | Should -Be 100
        Undo-MlxChange
        (Get-MlxVf eth2 5).VlanId | Should -Be 0
    }

    It 'takes back the change that is named, and leaves the others' {
        Set-MlxVf eth2 5 -Trust On
        Set-MlxVf eth2 6 -Trust On
        (Undo-MlxChange @(Get-MlxChange)[0].Id -PassThru).State | Should -Be Undone
        (Get-MlxVf eth2 5-6).Trust | Should -Be Off, On
    }

    It 'takes changes from the pipeline' {
        Set-MlxVf eth2 5 -Trust On
        Get-MlxChange -State Done | Undo-MlxChange
        (Get-MlxVf eth2 5).Trust | Should -Be Off
    }

    It 'does nothing under -WhatIf' {
        Set-MlxVf eth2 5 -Trust On
        Undo-MlxChange -WhatIf
        (Get-MlxVf eth2 5).Trust | Should -Be On
        (Get-MlxChange).State | Should -Be Done
    }

    It 'does the rest when one act is refused, and finishes when it is run again' {
        Set-MlxVf eth2 0-2 -Trust On
        $fault = Add-MlxSimulatedFault '*vf 1 trust off' EBUSY
        Undo-MlxChange -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused.FullyQualifiedErrorId | Should -Be 'PlanNotUndone,Mlx5Sriov.Cmdlets.Changes.UndoMlxChangeCommand'
        "$refused" | Should -BeLike '*NOT undone: eth2 vf 1: ip link set dev eth2 vf 1 trust off*EBUSY*'
        (Get-MlxVf eth2 0-2).Trust | Should -Be Off, On, Off
        (Get-MlxChange).State | Should -Be Incomplete

        Remove-MlxSimulatedFault $fault.Id
        Undo-MlxChange
        (Get-MlxVf eth2 0-2).Trust | Should -Be Off, Off, Off
        (Get-MlxChange).State | Should -Be Undone
    }

    It 'overwrites what came later by consent alone, and says whose it is' {
        1..3 | ForEach-Object { Set-MlxVf eth2 5 -VlanId $_ }
        $first, $second, $third = (Get-MlxChange).Id
        Undo-MlxChange $first -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused.FullyQualifiedErrorId | Should -Be 'ChangedSince,Mlx5Sriov.Cmdlets.Changes.UndoMlxChangeCommand'
        "$refused" | Should -BeLike "*vf 5: VlanId is 3, and this change left it 1: Set-MlxVf set it since ($third)*"
        (Get-MlxVf eth2 5).VlanId | Should -Be 3

        Undo-MlxChange $first -Force -WarningVariable told -WarningAction SilentlyContinue
        $told | Should -BeLike "*$third*"
        (Get-MlxVf eth2 5).VlanId | Should -Be 0
        (Get-MlxChange $first).State | Should -Be Undone

        Undo-MlxChange $third -ErrorAction SilentlyContinue -ErrorVariable refused
        "$refused" | Should -BeLike "*VlanId is 0, and this change left it 3: the undo of Set-MlxVf set it since ($first)*"
    }

    It 'leaves nothing to undo where the first act was refused' {
        $null = Add-MlxSimulatedFault '*driver/unbind' EPERM
        Set-MlxVfDriver eth2 0 -Driver vfio-pci -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused.FullyQualifiedErrorId | Should -Be 'PermissionDenied,Mlx5Sriov.Cmdlets.Vfs.SetMlxVfDriverCommand'
        (Get-MlxChange).State | Should -Be RolledBack
        (Get-MlxChange).Residue | Should -BeNullOrEmpty
        @(Get-MlxSimulatedWrite).Count | Should -Be 1
    }

    It 'says that there is nothing to undo' {
        Undo-MlxChange -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused.FullyQualifiedErrorId | Should -Be 'ChangeNotFound,Mlx5Sriov.Cmdlets.Changes.UndoMlxChangeCommand'
        "$refused" | Should -Be 'There is no change to undo.'
    }

    It 'names an id that there is not' {
        Undo-MlxChange nope -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused.FullyQualifiedErrorId | Should -Be 'ChangeNotFound,Mlx5Sriov.Cmdlets.Changes.UndoMlxChangeCommand'
        $refused.TargetObject | Should -Be 'nope'
    }
}
