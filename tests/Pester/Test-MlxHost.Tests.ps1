BeforeAll { . "$PSScriptRoot/Import.ps1" }

Describe 'Test-MlxHost' {
    AfterEach { Exit-MlxSimulation }

    It 'finds the simulated host ready for <_>' -ForEach 'Basic', 'Passthrough', 'Migration' {
        Enter-MlxSimulation
        $readiness = Test-MlxHost -For $_
        $readiness.Verdict | Should -Be 'Ready'
        $readiness.Reason | Should -BeNullOrEmpty
        $readiness.Checks.Status | Select-Object -Unique | Should -Be 'Pass'
        Test-MlxHost $_ -Quiet | Should -BeTrue
    }

    It 'finds InfiniBand ready, and does not know what a subnet manager elsewhere does' {
        Enter-MlxSimulation ConnectX6Infiniband
        $readiness = Test-MlxHost InfiniBand
        $readiness.IsReady | Should -BeTrue
        ($readiness.Checks | Where-Object Check -EQ SubnetManager).Status | Should -Be 'Unknown'
    }

    It 'says with <Condition> that <Reason> fails, and what mends it' -ForEach @(
        @{ Condition = 'NoCpuVirtualization'; Reason = 'CpuVirtualization'; Fix = 'BIOS' }
        @{ Condition = 'NoKvm'; Reason = 'CpuVirtualization'; Fix = 'modprobe kvm_intel' }
        @{ Condition = 'NoIommuWord'; Reason = 'Iommu'; Fix = 'intel_iommu=on' }
        @{ Condition = 'NoIommu'; Reason = 'Iommu'; Fix = 'VT-d' }
        @{ Condition = 'SharedIommuGroups'; Reason = 'IommuGroups'; Fix = 'ACS' }
        @{ Condition = 'NoMmioRoom'; Reason = 'MmioRoom'; Fix = 'Above 4G' }
        @{ Condition = 'NoVfioPci'; Reason = 'VfioPci'; Fix = 'package' }
    ) {
        Enter-MlxSimulation -Condition $Condition
        $readiness = Test-MlxHost Passthrough
        $readiness.Reason | Should -Be $Reason
        ($readiness.Checks | Where-Object Status -EQ Fail).Fix | Should -Match $Fix
        Test-MlxHost Passthrough -Quiet | Should -BeFalse
    }

    It 'gives one readiness for each purpose' {
        Enter-MlxSimulation -Condition OldQemu
        Test-MlxHost Basic, Migration | ForEach-Object { "$_" } | Should -Be 'Basic: Ready', 'Migration: NotReady (Qemu)'
        Test-MlxHost Basic, Migration -Quiet | Should -BeFalse
    }

    It 'knows the firmware that allows no VF' {
        Enter-MlxSimulation
        $null = Add-MlxSimulatedFault '*/sriov_totalvfs' -Text '0'
        (Test-MlxHost).Reason | Should -Be 'VirtualFunctions'
    }

    It 'writes nothing, and survives remoting' {
        Enter-MlxSimulation
        $saved = [System.Management.Automation.PSSerializer]::Serialize((Test-MlxHost Passthrough), 3)
        $again = [System.Management.Automation.PSSerializer]::Deserialize($saved)
        $again | Out-String | Should -Match 'Simulated: Passthrough: Ready'
        Get-MlxSimulatedWrite | Should -BeNullOrEmpty
    }
}
