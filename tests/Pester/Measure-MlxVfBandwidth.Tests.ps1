BeforeAll { . "$PSScriptRoot/Import.ps1" }

Describe 'Measure-MlxVfBandwidth of described VFs' {
    It 'shares a group of 20Gbit between limits of <First> and <Second> as <Rates>' -ForEach @(
        @{ First = '15Gbit'; Second = '15Gbit'; Rates = '10Gbit', '10Gbit' }
        @{ First = '30Gbit'; Second = '5Gbit'; Rates = '15Gbit', '5Gbit' }
    ) {
        $vfs = Measure-MlxVfBandwidth -LineRate 40Gbit -Group @{ Id = 3; MaxTxRate = '20Gbit' } -Vf @(
            @{ Index = 0; Group = 3; MaxTxRate = $First }
            @{ Index = 1; Group = 3; MaxTxRate = $Second })
        $vfs.VendorRate | Should -Be $Rates
        $vfs.DriverRate | Should -Be $Rates
    }

    It 'divides by guarantees as the vendor tells it and as the driver weighs them' {
        $groups = @{ Id = 1; MinTxRate = '20Gbit' }, @{ Id = 2; MinTxRate = '5Gbit' }, @{ Id = 3; MinTxRate = '15Gbit' }
        $vfs = 0..4 | ForEach-Object { @{ Index = $_; Group = $_ } } |
            Measure-MlxVfBandwidth -LineRate 40Gbit -Group $groups -WarningVariable warned -WarningAction SilentlyContinue
        $vfs.VendorRate | Should -Be '0', '20Gbit', '5Gbit', '15Gbit', '0'
        $vfs.DriverRate.Megabits | ForEach-Object { [Math]::Round($_ / 1000, 2) } | Should -Be 0.2, 19.8, 4.95, 14.85, 0.2
        $warned | Should -BeLike 'groups 0, 4 have no guarantee*'
    }

    It 'takes the rows of a CSV file' {
        $file = Join-Path $TestDrive 'rates.csv'
        'Index,Group,MaxTxRate,MinTxRate,Load', '0-1,3,15Gbit,,', '2,,,,4Gbit' | Set-Content $file
        $vfs = Import-Csv $file | Measure-MlxVfBandwidth -LineRate 40Gbit -Group @{ Id = 3; MaxTxRate = '20Gbit' }
        $vfs.DriverRate | Should -Be '10Gbit', '10Gbit', '4Gbit'
        $vfs.DriverBound | Should -Be 'Group', 'Group', 'Load'
    }

    It 'counts only those that send' {
        $vfs = @{ Index = '0-3' } | Measure-MlxVfBandwidth -LineRate 40Gbit -Active 0, 3
        $vfs.DriverRate | Should -Be '20Gbit', '0', '0', '20Gbit'
        $vfs.DriverBound | Should -Be 'Line', 'Idle', 'Idle', 'Line'
    }

    It 'refuses <Text>' -ForEach @(
        @{ Text = 'an unknown key'; Given = @{ Index = 0; MaxRate = 1 }; Id = 'RateInput' }
        @{ Text = 'a VF without a number'; Given = @{ Group = 1 }; Id = 'RateInput' }
        @{ Text = 'what is no rate'; Given = [pscustomobject]@{ Index = 0; MaxTxRate = '10Gb' }; Id = 'RateInput' }
    ) {
        $Given, @{ Index = 1 } | Measure-MlxVfBandwidth -LineRate 40Gbit -ErrorAction SilentlyContinue -ErrorVariable refused | Should -BeNullOrEmpty
        $refused.FullyQualifiedErrorId | Should -Be "$Id,Mlx5Sriov.Cmdlets.Rates.MeasureMlxVfBandwidthCommand"
    }

    It 'asks for the rate of the line' {
        { @{ Index = 0 } | Measure-MlxVfBandwidth -ErrorAction Stop } | Should -Throw -ErrorId 'LineRateUnknown,*'
    }
}

Describe 'Measure-MlxVfBandwidth of the host' {
    BeforeEach {
        Enter-MlxSimulation
        New-MlxVfGroup eth2 -Id 7 -Index 4-6 -MaxTxRate 20Gbit
        Set-MlxVf eth2 6 -MaxTxRate 5Gbit
    }
    AfterEach { Exit-MlxSimulation }

    It 'says why a VF is held' {
        (Get-MlxVf eth2 5 | Measure-MlxVfBandwidth).Explanation | Should -Be (
            'VF 5 is held to 7.5 Gbit/s: its group 7 is limited to 20 Gbit/s and shared evenly by VFs 4-6; ' +
            'VF 6 takes no more than 5 Gbit/s.')
    }

    It 'finds VFs by port, index and pipeline, and writes nothing' {
        $mark = @(Get-MlxSimulatedWrite).Count
        (Measure-MlxVfBandwidth eth2 4-6).DriverRate | Should -Be '7500Mbit', '7500Mbit', '5Gbit'
        (Get-MlxPf eth2 | Measure-MlxVfBandwidth).Index | Should -Be (0..7)
        (Get-MlxVf eth2 | Measure-MlxVfBandwidth -Active 0, 5).DriverRate[0, 5] | Should -Be '180Gbit', '20Gbit'
        @(Get-MlxSimulatedWrite -After $mark).Count | Should -Be 0
    }

    It 'measures the VFs of groups from the pipeline' {
        (Get-MlxVfGroup eth2 | Measure-MlxVfBandwidth -LineRate 200Gbit).Index | Should -Be 4, 5, 6
        (Get-MlxVfGroup eth2 7 | Measure-MlxVfBandwidth).DriverRate | Should -Be '7500Mbit', '7500Mbit', '5Gbit'
    }

    It 'measures a group as it would be' {
        (Measure-MlxVfBandwidth eth2 5 -Group @{ Id = 7; MaxTxRate = '9Gbit' }).DriverRate | Should -Be '3Gbit'
        (Get-MlxVfGroup eth2 7).MaxTxRate | Should -Be '20Gbit'
    }

    It 'prints bars for several and a list for one' {
        Measure-MlxVfBandwidth eth2 | Out-String -Width 130 | Should -Match '(?m)^eth2 +6 7 +5 +5 Own +Own +\[#\.{19}\]'
        Measure-MlxVfBandwidth eth2 6 | Out-String -Width 130 | Should -Match '(?m)^DriverBound : Own'
    }
}
