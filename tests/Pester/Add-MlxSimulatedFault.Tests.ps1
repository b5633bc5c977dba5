BeforeAll { . "$PSScriptRoot/Import.ps1" }

Describe 'Add-MlxSimulatedFault' {
    BeforeEach { Enter-MlxSimulation }
    AfterEach { Exit-MlxSimulation }

    It 'has a read refused, and the refusal comes as an error of that target' {
        $fault = Add-MlxSimulatedFault '*/0000:05:00.4/numa_node' EIO -Operation Read
        $vfs = Get-MlxVf -ErrorAction SilentlyContinue -ErrorVariable refused
        $vfs.Index | Should -Be 0, 1, 3, 4, 5, 6, 7
        $refused.FullyQualifiedErrorId | Should -Be 'Kernel.EIO,Mlx5Sriov.Cmdlets.Inventory.GetMlxVfCommand'
        $refused.TargetObject | Should -Be 'eth2 vf 2'
        $fault.Hits | Should -Be 1
    }

    It 'strikes the nth operation alone' {
        $null = Add-MlxSimulatedFault '*/sriov/*/config' EINVAL -Operation Read -Nth 2
        (Get-MlxVf -ErrorAction SilentlyContinue).Index | Should -Be 0, 2, 3, 4, 5, 6, 7
    }

    It 'makes an attribute read as no driver writes it' {
        $null = Add-MlxSimulatedFault '*/05:00.0/sriov_numvfs' -Text "many`n"
        $null = Add-MlxSimulatedFault '*/0000:05:00.0/sriov_numvfs' -Text "many`n"
        Get-MlxVf eth2 -ErrorAction SilentlyContinue -ErrorVariable refused | Should -BeNullOrEmpty
        $refused.FullyQualifiedErrorId | Should -Be 'MalformedText,Mlx5Sriov.Cmdlets.Inventory.GetMlxVfCommand'
    }

    It 'orders nothing under -WhatIf' {
        Add-MlxSimulatedFault '*/config' EIO -Operation Read -WhatIf | Should -BeNullOrEmpty
        @(Get-MlxVf).Count | Should -Be 8
    }
}

Describe 'Add-MlxSimulatedFault on the real host' {
    It 'is refused' {
        { Add-MlxSimulatedFault '*' EIO -ErrorAction Stop } | Should -Throw -ErrorId 'NotSimulated,*'
    }
}
