# What the four cmdlets that change trunks have in common. The suite sets $command and $class, the arguments in $vlan, and what VF 0 to 3, whose trunks are
# 4-15,17 before, have afterwards ($trunk, and $acts as the first VF's writes).

It 'changes the trunks of the VFs that are named, and no others' {
    & $command eth2 0-1 @vlan -WarningAction SilentlyContinue | Should -BeNullOrEmpty
    & $command -Name eth2v2 @vlan -WarningAction SilentlyContinue
    Get-MlxVf eth2 3 | & $command @vlan -WarningAction SilentlyContinue
    (Get-MlxVfTrunk eth2 0-3).Trunk | ForEach-Object { "$_" } | Should -Be $trunk, $trunk, $trunk, $trunk
    (Get-MlxVfTrunk eth2 4-7).VlanMode | Should -Be 'Vgt', 'Vgt', 'Vgt', 'Vgt'
}

It 'takes trunks from the pipeline by PF and index' {
    Get-MlxVfTrunk | Where-Object VlanMode -EQ VgtPlus | & $command @vlan -WarningAction SilentlyContinue
    "$((Get-MlxVfTrunk eth2 2).Trunk)" | Should -Be $trunk
}

It 'writes the fewest acts, and none the second time' {
    & $command eth2 0 @vlan -WarningAction SilentlyContinue
    (Get-MlxSimulatedWrite -After $mark).Value | Should -Be $acts
    & $command eth2 0 @vlan -WarningAction SilentlyContinue
    @(Get-MlxSimulatedWrite -After $mark).Count | Should -Be @($acts).Count
}

It 'writes nothing under -WhatIf' {
    & $command eth2 0-3 @vlan -PassThru -WhatIf -WarningAction SilentlyContinue | Should -BeNullOrEmpty
    @(Get-MlxSimulatedWrite -After $mark).Count | Should -Be 0
}

It 'emits with -PlanOnly the plan, and Invoke-MlxPlan carries it out' {
    $plan = & $command eth2 0-1 @vlan -PlanOnly -WarningAction SilentlyContinue
    @(Get-MlxSimulatedWrite -After $mark).Count | Should -Be 0
    $plan | Invoke-MlxPlan
    (Get-MlxSimulatedWrite -After $mark).Act | Should -Be $plan.Steps.Command
    "$((Get-MlxVfTrunk eth2 1).Trunk)" | Should -Be $trunk
}

It 'emits with -PassThru the trunks as they are afterwards' {
    $trunks = & $command eth2 0-1 @vlan -PassThru -WarningAction SilentlyContinue
    $trunks.Index | Should -Be 0, 1
    $trunks | ForEach-Object { $_ | Should -BeOfType Mlx5Sriov.Model.VfTrunk; "$($_.Trunk)" | Should -Be $trunk }
}

It 'is taken back by Undo-MlxChange' {
    & $command eth2 0-3 @vlan -WarningAction SilentlyContinue
    Undo-MlxChange
    (Get-MlxVfTrunk eth2 0-3).Trunk | ForEach-Object { "$_" } | Should -Be '4-15,17', '4-15,17', '4-15,17', '4-15,17'
}

It 'puts everything back when a step is refused' {
    $null = Add-MlxSimulatedFault '*/sriov/3/trunk' EIO
    & $command eth2 0-3 @vlan -PassThru -ErrorAction SilentlyContinue -ErrorVariable refused -WarningAction SilentlyContinue | Should -BeNullOrEmpty
    $refused.FullyQualifiedErrorId | Should -Be "PlanFailed,$class"
    (Get-MlxVfTrunk eth2 0-3).Trunk | ForEach-Object { "$_" } | Should -Be '4-15,17', '4-15,17', '4-15,17', '4-15,17'
}

It 'reports <Id> for <Who.Values>, and writes nothing' -ForEach @(
    @{ Id = 'PfNotFound'; Who = @{ Pf = 'eth9'; Index = 0 } }
    @{ Id = 'VfNotFound'; Who = @{ Name = 'eth9v0' } }
    @{ Id = 'VfIndexOutOfRange'; Who = @{ Pf = 'eth2'; Index = 8 } }
) {
    & $command @Who @vlan -PassThru -ErrorAction SilentlyContinue -ErrorVariable refused | Should -BeNullOrEmpty
    $refused.FullyQualifiedErrorId | Should -Be "$Id,$class"
    @(Get-MlxSimulatedWrite -After $mark).Count | Should -Be 0
}

It 'says for the simulated host <Simulated> once what would be needed' -ForEach @(
    @{ Simulated = 'ConnectX7Inbox'; Pf = 'eth2'; Id = 'NeedsOfed'; Hint = '*MLNX_OFED*' }
    @{ Simulated = 'ConnectX6Infiniband'; Pf = 'ib0'; Id = 'EthernetOnly'; Hint = '*InfiniBand*' }
) {
    Enter-MlxSimulation $Simulated
    & $command $Pf 0-7 @vlan -ErrorAction SilentlyContinue -ErrorVariable refused
    $refused.FullyQualifiedErrorId | Should -Be "$Id,$class"
    $refused.TargetObject | Should -Be $Pf
    $refused.ErrorDetails.RecommendedAction | Should -BeLike $Hint
    @(Get-MlxSimulatedWrite).Count | Should -Be 0
}
