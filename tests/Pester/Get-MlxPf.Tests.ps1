BeforeAll { . "$PSScriptRoot/Import.ps1" }

Describe 'Get-MlxPf' {
    BeforeAll { Enter-MlxSimulation }
    AfterAll { Exit-MlxSimulation }

    It 'shows the ports of the simulated adapter' {
        (Get-MlxPf).Name | Should -Be 'eth2', 'eth3'
        (Get-MlxPf eth2).Psid | Should -Be 'MT_0000000838'
        (Get-MlxPf eth2).NumVfs | Should -Be 8
    }

    It 'knows a port by <Name>' -ForEach @(
        @{ Name = 'eth2' }, @{ Name = 'enp5s0f0np0' }, @{ Name = '0000:05:00.0' }, @{ Name = '05:00.0' }, @{ Name = 'mlx5_0' }, @{ Name = 'e*2' }
    ) {
        (Get-MlxPf $Name).PciAddress | Should -Be '0000:05:00.0'
    }

    It 'names the nearest port when there is none of that name' {
        Get-MlxPf eht2 -ErrorAction SilentlyContinue -ErrorVariable refused | Should -BeNullOrEmpty
        $refused.FullyQualifiedErrorId | Should -Be 'PfNotFound,Mlx5Sriov.Cmdlets.Inventory.GetMlxPfCommand'
        $refused.ErrorDetails.RecommendedAction | Should -Match 'Did you mean eth2'
    }

    It 'prints a table for several and a list for one' {
        Get-MlxPf | Out-String | Should -Match '(?m)^Name +PciAddress'
        Get-MlxPf eth2 | Out-String | Should -Match '(?m)^Psid +: MT_0000000838'
    }

    It 'survives remoting' {
        $xml = [System.Management.Automation.PSSerializer]::Serialize((Get-MlxPf))
        $copies = [System.Management.Automation.PSSerializer]::Deserialize($xml)
        "$($copies[0].PciAddress)" | Should -Be '0000:05:00.0'
        $copies | Out-String | Should -Match '(?m)^eth2 +0000:05:00.0'
    }
}
