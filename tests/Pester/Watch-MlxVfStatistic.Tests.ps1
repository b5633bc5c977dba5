BeforeAll { . "$PSScriptRoot/Import.ps1" }

Describe 'Watch-MlxVfStatistic' {
    BeforeEach { Enter-MlxSimulation }
    AfterAll { Exit-MlxSimulation }

    It 'tells the rates of the VFs that are named, as often as is asked' {
        $rates = Watch-MlxVfStatistic eth2 0-1 -Interval 10 -Count 3
        $rates.Index | Should -Be 0, 1, 0, 1, 0, 1
        $rates[1].RxRate.ToShortString() | Should -Be '144Mbit'
        $rates[1].Interval.TotalSeconds | Should -BeGreaterThan 9.99
        $rates[1].RxRate -gt '143Mbit' | Should -BeTrue
    }

    It 'takes ports and VFs from the pipeline' {
        (Get-MlxPf eth2 | Watch-MlxVfStatistic -Index 3 -Count 1).Name | Should -Be 'eth2v3'
        (Get-MlxVf eth2 1, 6 | Watch-MlxVfStatistic -Count 1).Index | Should -Be 1, 6
    }

    It 'streams until the pipeline has enough' {
        (Watch-MlxVfStatistic eth2 | Select-Object -First 20).Count | Should -Be 20
    }

    It 'shows a limit and a link that is down' {
        Set-MlxVf eth2 3 -MaxTxRate 10Mbit
        Set-MlxVf eth2 4 -LinkState Disable
        $rates = Watch-MlxVfStatistic eth2 3-5 -Interval 60 -Count 1
        $rates.TxRate.ToShortString() | Should -Be '10.0Mbit', '0', '144Mbit'
        [math]::Round($rates[1].RxDroppedPerSecond / 1000) | Should -Be 50
    }

    It 'writes nothing' {
        Watch-MlxVfStatistic -Count 2 | Out-Null
        Get-MlxSimulatedWrite | Should -BeNullOrEmpty
    }

    It 'goes on past the wrap of a counter and marks one that was set back' {
        $texts = '18446744073709551615', '999999', '5', '1000005' | ForEach-Object { "rx_packets    : 10`nrx_bytes      : $_`n" }
        $null = Add-MlxSimulatedFault '*/sriov/3/stats' -Text $texts[0] -Nth 1
        $null = Add-MlxSimulatedFault '*/sriov/3/stats' -Text $texts[1] -Nth 2
        $null = Add-MlxSimulatedFault '*/sriov/3/stats' -Text $texts[2] -Nth 3
        $null = Add-MlxSimulatedFault '*/sriov/3/stats' -Text $texts[3] -Nth 4
        $rates = Watch-MlxVfStatistic eth2 3 -Count 3
        $rates.IsReset | Should -Be $false, $true, $false
        $rates[0].RxRate.ToShortString() | Should -Be '8.00Mbit'
        $rates[1].RxRate | Should -BeNullOrEmpty
        $rates[2].RxRate.ToShortString() | Should -Be '8.00Mbit'
    }

    It 'tells once of VFs that are gone, and goes on with the others' {
        $seen = Watch-MlxVfStatistic eth2 0-3 -Count 3 -ErrorAction SilentlyContinue -ErrorVariable refused |
            ForEach-Object { $_.Index; $null = Add-MlxSimulatedFault '*/sriov_numvfs' -Text "2`n" }
        $seen | Should -Be 0, 1, 2, 3, 0, 1, 0, 1
        $refused.Count | Should -Be 1
        $refused.FullyQualifiedErrorId | Should -Be 'VfIndexOutOfRange,Mlx5Sriov.Cmdlets.Counters.WatchMlxVfStatisticCommand'
        "$refused" | Should -Match 'eth2 has no virtual function 2-3'
    }

    It 'ends at once with <Id> for <Who.Values>' -ForEach @(
        @{ Id = 'PfNotFound'; Who = @{ Pf = 'eth9' } }
        @{ Id = 'VfNotFound'; Who = @{ Name = 'eth9v0' } }
        @{ Id = 'VfIndexOutOfRange'; Who = @{ Pf = 'eth2'; Index = 8 } }
    ) {
        Watch-MlxVfStatistic @Who -ErrorAction SilentlyContinue -ErrorVariable refused | Should -BeNullOrEmpty
        $refused.FullyQualifiedErrorId | Should -Be "$Id,Mlx5Sriov.Cmdlets.Counters.WatchMlxVfStatisticCommand"
    }

    It 'refuses <_>' -ForEach '-Interval 0', '-Interval 0.05', '-Count 0' {
        { Invoke-Expression "Watch-MlxVfStatistic eth2 $_ -ErrorAction Stop" } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }
}

Describe 'Watch-MlxVfStatistic in a pwsh of its own' {
    BeforeAll {
        $manifest = Join-Path $PSScriptRoot '../../Mlx5Sriov.psd1'
    }

    It 'prints rows as they come where output is redirected' {
        $lines = & $pwsh -NoProfile -Command "Import-Module '$manifest'; Enter-MlxSimulation; Watch-MlxVfStatistic eth2 0-1 -Count 2"
        @($lines -match '^00:00:0[12] eth2 +[01] ').Count | Should -Be 4
        "$lines" | Should -Not -Match 'Ctrl-C'
    }
}
