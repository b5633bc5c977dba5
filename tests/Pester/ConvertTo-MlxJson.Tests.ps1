BeforeAll { . "$PSScriptRoot/Import.ps1" }

Describe 'ConvertTo-MlxJson' {
    BeforeEach { Enter-MlxSimulation }
    AfterEach { Exit-MlxSimulation }

    It 'writes values as the texts that users read' {
        Set-MlxVf eth2 2 -Trust On -MaxTxRate 10Gbit -MacAddress 02:00:00:00:00:22 3> $null
        $vf = Get-MlxVf eth2 2 | ConvertTo-MlxJson | ConvertFrom-Json
        $vf.MacAddress, $vf.PciAddress, $vf.Trust, $vf.MaxTxRate | Should -BeExactly '02:00:00:00:00:22', '0000:05:00.4', 'On', '10Gbit'
        $vf.Representor | Should -BeNullOrEmpty
        $vf.PSObject.Properties.Name | Should -Be (Get-MlxVf eth2 2).PSObject.Properties.Name
    }

    It 'writes one object as it is and several as a list' {
        Get-MlxPf eth2 | ConvertTo-MlxJson | Should -Match '^\{'
        Get-MlxPf | ConvertTo-MlxJson | Should -Match '^\['
        Get-MlxPf eth2 | ConvertTo-MlxJson -AsArray | ConvertFrom-Json -NoEnumerate | Should -HaveCount 1
        Get-MlxPf eth2 | ConvertTo-MlxJson -Compress | Should -Not -Match '\s'
    }

    It 'writes nothing of nothing, and an empty list with AsArray' {
        @() | ConvertTo-MlxJson | Should -BeNullOrEmpty
        @() | ConvertTo-MlxJson -AsArray | Should -Be '[]'
    }

    It 'writes rows, what was added to them, and what was read from a file' {
        Get-MlxVf eth2 0 | Select-Object Name, @{ n = 'Site'; e = { 'north' } } | ConvertTo-MlxJson -Compress |
            Should -Be '{"Name":"eth2v0","Site":"north"}'
        $pf = Get-MlxPf eth2 | Add-Member Site north -PassThru
        ($pf | ConvertTo-MlxJson | ConvertFrom-Json).Site | Should -Be north
        'Pf,Index', 'eth2,3' | ConvertFrom-Csv | ConvertTo-MlxJson -Compress | Should -Be '{"Pf":"eth2","Index":"3"}'
    }

    It 'writes names with any characters so that they are read back' {
        $name = "a`"b`e[31m'c" + [char]0x2019
        ([pscustomobject]@{ Name = $name } | ConvertTo-MlxJson | ConvertFrom-Json).Name | Should -BeExactly $name
    }

    It 'refuses what is not of the module, and writes the rest' {
        $json = (Get-Item /), (Get-MlxPf eth3) | ConvertTo-MlxJson -ErrorAction SilentlyContinue -ErrorVariable refused
        ($json | ConvertFrom-Json).Name | Should -Be eth3
        $refused.FullyQualifiedErrorId | Should -Be 'ForeignObject,Mlx5Sriov.Cmdlets.Documents.ConvertToMlxJsonCommand'
        $itself = @{ pf = Get-MlxPf eth2 }
        $itself.again = $itself
        $itself | ConvertTo-MlxJson -ErrorAction SilentlyContinue -ErrorVariable refused | Should -BeNullOrEmpty
        "$refused" | Should -BeLike '*or itself*'
        [pscustomobject]@{ x = [double]::NaN } | ConvertTo-MlxJson -Compress | Should -Be '{"x":"NaN"}'
        'text', 5, (Get-Date) | ConvertTo-MlxJson -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'writes a plan that can be carried out' {
        $json = Set-MlxVf eth2 0-2 -Trust On -PlanOnly | ConvertTo-MlxJson
        $json | ConvertFrom-Json | Invoke-MlxPlan
        (Get-MlxVf eth2 0-3).Trust | Should -Be On, On, On, Off
        $json | ConvertFrom-Json | Invoke-MlxPlan -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused.FullyQualifiedErrorId | Should -Be 'StalePlan,Mlx5Sriov.Cmdlets.Changes.InvokeMlxPlanCommand'
    }
}
