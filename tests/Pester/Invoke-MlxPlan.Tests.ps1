BeforeAll { . "$PSScriptRoot/Import.ps1" }

Describe 'Invoke-MlxPlan' {
    BeforeEach { Enter-MlxSimulation }
    AfterEach { Exit-MlxSimulation }

    It 'carries out what the plan showed, and no more' {
        $plan = Set-MlxVf eth2 0-1 -Trust On -VlanId 100 -PlanOnly
        @(Get-MlxSimulatedWrite).Count | Should -Be 0
        Invoke-MlxPlan $plan | Should -BeNullOrEmpty
        (Get-MlxSimulatedWrite).Act | Should -Be $plan.Steps.Command
        $plan.Steps[0].UndoCommands | Should -Be 'ip link set dev eth2 vf 0 vlan 0'
        (Get-MlxVf eth2 0-1).Trust | Should -Be On, On
        (Get-MlxVf eth2 0-1).VlanId | Should -Be 100, 100
    }

    It 'takes plans from the pipeline and hands them on with -PassThru' {
        Enter-MlxSimulation -NumVfs 2, 2
        (Set-MlxVf * 1 -Trust On -PlanOnly | Invoke-MlxPlan -PassThru).Pf | Should -Be eth2, eth3
        (Get-MlxVf * 1).Trust | Should -Be On, On
    }

    It 'does nothing under -WhatIf' {
        $plan = Set-MlxVf eth2 5 -Trust On -PlanOnly
        Invoke-MlxPlan $plan -WhatIf
        @(Get-MlxSimulatedWrite).Count | Should -Be 0
        Get-MlxChange | Should -BeNullOrEmpty
    }

    It 'does nothing once other steps are due' {
        $plan = Set-MlxVf eth2 0-1 -Trust On -PlanOnly
        Set-MlxVf eth2 0 -Trust On
        Invoke-MlxPlan $plan -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused.FullyQualifiedErrorId | Should -Be 'StalePlan,Mlx5Sriov.Cmdlets.Changes.InvokeMlxPlanCommand'
        $refused.TargetObject | Should -Be 'eth2'
        $refused.ErrorDetails.RecommendedAction | Should -Match '-PlanOnly'
        (Get-MlxVf eth2 1).Trust | Should -Be Off
    }

    It 'carries out no plan of another simulated host' {
        $plan = Set-MlxVf eth2 5 -Trust On -PlanOnly
        Enter-MlxSimulation
        Invoke-MlxPlan $plan -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused.FullyQualifiedErrorId | Should -Be 'StalePlan,Mlx5Sriov.Cmdlets.Changes.InvokeMlxPlanCommand'
        "$refused" | Should -BeLike '*made for another simulated host*'
        @(Get-MlxSimulatedWrite).Count | Should -Be 0
    }

    It 'carries out a plan that Export-Clixml saved' {
        $file = Join-Path TestDrive: plan.xml
        Set-MlxVf eth2 0-1 -Trust On -PlanOnly | Export-Clixml $file
        Import-Clixml $file | Invoke-MlxPlan
        (Get-MlxVf eth2 0-2).Trust | Should -Be On, On, Off
    }

    It 'carries out a plan without steps by writing nothing, no journal either' {
        Set-MlxVf eth2 5 -Trust Off -PlanOnly | Invoke-MlxPlan
        @(Get-MlxSimulatedWrite).Count | Should -Be 0
        Get-MlxChange | Should -BeNullOrEmpty
    }

    It 'goes on with the next plan after one that failed, which it put back' {
        Enter-MlxSimulation -NumVfs 2, 2
        $null = Add-MlxSimulatedFault '*eth2 vf 1 trust on' EIO
        $plans = Set-MlxVf * 0-1 -Trust On -PlanOnly
        Invoke-MlxPlan $plans -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused.FullyQualifiedErrorId | Should -Be 'PlanFailed,Mlx5Sriov.Cmdlets.Changes.InvokeMlxPlanCommand'
        "$refused" | Should -BeLike '*step 2 of 2*EIO*Everything was put back*'
        (Get-MlxVf eth2).Trust | Should -Be Off, Off
        (Get-MlxVf eth3).Trust | Should -Be On, On
    }

    It 'says what it could not put back' {
        $null = Add-MlxSimulatedFault '*vf 1 trust on' EPERM
        $null = Add-MlxSimulatedFault '*vf 0 trust off' EIO
        Set-MlxVf eth2 0-1 -Trust On -PlanOnly | Invoke-MlxPlan -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused.FullyQualifiedErrorId | Should -Be 'PlanNotUndone,Mlx5Sriov.Cmdlets.Changes.InvokeMlxPlanCommand'
        "$refused" | Should -BeLike '*NOT undone: eth2 vf 0: ip link set dev eth2 vf 0 trust off*EIO*'
    }
}

Describe 'Invoke-MlxPlan after Ctrl-C' {
    It 'puts back what was done' {
        # Stops the pipeline from within a step's message, where Ctrl-C would find it.
        Add-Type -TypeDefinition @'
            public static class MlxStopper
            {
                public static void Arm(System.Management.Automation.PowerShell shell, string message) => shell.Streams.Verbose.DataAdded += (_, e) =>
                {
                    if (shell.Streams.Verbose[e.Index].Message != message) return;
                    shell.BeginStop(null, null);
                    while (shell.InvocationStateInfo.State == System.Management.Automation.PSInvocationState.Running) System.Threading.Thread.Sleep(1);
                    System.Threading.Thread.Sleep(200);
                };
            }
'@
        $space = [runspacefactory]::CreateRunspace()
        $space.Open()
        try {
            $shell = [powershell]::Create($space)
            $null = $shell.AddScript("Import-Module '$PSScriptRoot/../../Mlx5Sriov.psd1'; Enter-MlxSimulation; " +
                'Set-MlxVf eth2 0-7 -Trust On -PlanOnly | Invoke-MlxPlan -Verbose')
            [MlxStopper]::Arm($shell, 'eth2 vf 3: ip link set dev eth2 vf 3 trust on')
            $null = try { $shell.Invoke() } catch { $_ }
            $shell.InvocationStateInfo.State | Should -Be Stopped

            $shell = [powershell]::Create($space)
            $after = $shell.AddScript('@(Get-MlxVf eth2).Trust | ForEach-Object { "$_" }; "$((Get-MlxChange).State)"').Invoke()
            $after | Should -Be (@('Off') * 8 + 'RolledBack')
        }
        finally {
            $space.Dispose()
        }
    }
}
