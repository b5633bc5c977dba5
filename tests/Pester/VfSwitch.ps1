# What every cmdlet that turns one setting of VFs on or off owes. Dot-sourced in its Describe, whose BeforeAll tells $command, $class, $property,
# $word (ip's name of the setting), $new and $old; before each of these all VFs are $old, and $mark writes were made.

It 'turns the setting of the VFs named, and of no other' {
    & $command eth2 0-1, 5 | Should -BeNullOrEmpty
    (Get-MlxVf | Where-Object $property -EQ $new).Index | Should -Be 0, 1, 5
    (Get-MlxSimulatedWrite -After $mark).Act | Should -Be @(
        "ip link set dev eth2 vf 0 $word $new"
        "ip link set dev eth2 vf 1 $word $new"
        "ip link set dev eth2 vf 5 $word $new")
}

It 'takes VFs from the pipeline, by name, and by the properties of a table' {
    Get-MlxVf eth2 0-1 | & $command
    & $command -Name eth2v2, 0000:05:00.5
    'Pf,Index', 'eth2,4', 'eth2,6' | ConvertFrom-Csv | & $command
    (Get-MlxVf | Where-Object $property -EQ $new).Index | Should -Be 0, 1, 2, 3, 4, 6
}

It 'writes nothing under -WhatIf' {
    & $command eth2 0-7 -PassThru -WhatIf | Should -BeNullOrEmpty
    @(Get-MlxSimulatedWrite -After $mark).Count | Should -Be 0
    (Get-MlxVf | Where-Object $property -EQ $old).Count | Should -Be 8
}

It 'writes nothing the second time' {
    Get-MlxVf eth2 | & $command
    @(Get-MlxSimulatedWrite -After $mark).Count | Should -Be 8
    Get-MlxVf eth2 | & $command
    @(Get-MlxSimulatedWrite -After $mark).Count | Should -Be 8
}

It 'emits with -PassThru each VF as it is afterwards, those included that were so already' {
    & $command eth2 1
    $vfs = & $command eth2 0-2 -PassThru
    $vfs.Index | Should -Be 0, 1, 2
    $vfs.$property | Should -Be $new, $new, $new
    @(Get-MlxSimulatedWrite -After $mark).Count | Should -Be 3
}

It 'emits with -PlanOnly the plan and writes nothing' {
    $plan = & $command eth2 0-1 -PlanOnly
    $plan.Steps.Description | Should -Be "${property}: $old -> $new", "${property}: $old -> $new"
    @(Get-MlxSimulatedWrite -After $mark).Count | Should -Be 0
}

It 'reports <Id> for <Who.Values>, and writes nothing' -ForEach @(
    @{ Id = 'PfNotFound'; Who = @{ Pf = 'eth9'; Index = 0 } }
    @{ Id = 'VfNotFound'; Who = @{ Name = 'eth9v0' } }
    @{ Id = 'VfIndexOutOfRange'; Who = @{ Pf = 'eth2'; Index = 8 } }
    @{ Id = 'VfIndexOutOfRange'; Who = @{ Pf = 'eth3'; Index = 0 } }
) {
    & $command @Who -PassThru -ErrorAction SilentlyContinue -ErrorVariable refused | Should -BeNullOrEmpty
    $refused.FullyQualifiedErrorId | Should -Be "$Id,$class"
    @(Get-MlxSimulatedWrite -After $mark).Count | Should -Be 0
}

It 'puts everything back when a step is refused' {
    $null = Add-MlxSimulatedFault "ip link set * vf 2 $word $new" EIO
    & $command eth2 0-3 -PassThru -ErrorAction SilentlyContinue -ErrorVariable refused | Should -BeNullOrEmpty
    $refused.FullyQualifiedErrorId | Should -Be "PlanFailed,$class"
    (Get-MlxVf | Where-Object $property -EQ $old).Count | Should -Be 8
    Get-MlxSimulatedWrite -After $mark | ForEach-Object { "$($_.Target) $($_.Value) $($_.Refusal)".TrimEnd() } | Should -Be @(
        "eth2 vf 0 $word $new", "eth2 vf 1 $word $new", "eth2 vf 2 $word $new EIO", "eth2 vf 1 $word $old", "eth2 vf 0 $word $old")
}

It 'says what could not be put back' {
    $null = Add-MlxSimulatedFault "ip link set * vf 1 $word $new" EIO
    $null = Add-MlxSimulatedFault "ip link set * vf 0 $word $old" EBUSY
    & $command eth2 0-1 -ErrorAction SilentlyContinue -ErrorVariable refused
    $refused.FullyQualifiedErrorId | Should -Be "PlanNotUndone,$class"
    (Get-MlxVf eth2 0).$property | Should -Be $new
}

It 'is refused on InfiniBand' {
    Enter-MlxSimulation ConnectX6Infiniband -NumVfs 1
    { & $command ib0 0 -ErrorAction Stop } | Should -Throw -ErrorId "EthernetOnly,$class"
    @(Get-MlxSimulatedWrite).Count | Should -Be 0
}
