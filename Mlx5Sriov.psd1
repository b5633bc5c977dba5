@{
    RootModule           = 'bin/Mlx5Sriov.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '5f1f2b60-6a3f-4d0e-9d0c-2b7a3c1e9f47'
    Author               = 'The Mlx5Sriov authors'
    CompanyName          = 'The Mlx5Sriov authors'
    Copyright            = 'Copyright (c) the Mlx5Sriov authors. MIT licence.'
    Description          = 'Administers SR-IOV on NVIDIA ConnectX and BlueField (mlx5) adapters under Linux: virtual functions as objects, and a simulated host to try everything on.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')
    TypesToProcess       = @('bin/Mlx5Sriov.Types.ps1xml')
    FormatsToProcess     = @('bin/Mlx5Sriov.Format.ps1xml')
    CmdletsToExport      = @(
        'Add-MlxSimulatedFault'
        'Add-MlxVfTrunk'
        'Clear-MlxVfTrunk'
        'ConvertTo-MlxJson'
        'Disable-MlxVfSpoofCheck'
        'Disable-MlxVfTrust'
        'Enable-MlxVfSpoofCheck'
        'Enable-MlxVfTrust'
        'Enter-MlxSimulation'
        'Exit-MlxSimulation'
        'Get-MlxChange'
        'Get-MlxFirmwareSetting'
        'Get-MlxPf'
        'Get-MlxSimulatedWrite'
        'Get-MlxVf'
        'Get-MlxVfGroup'
        'Get-MlxVfStatistic'
        'Get-MlxVfTrunk'
        'Invoke-MlxPlan'
        'Measure-MlxVfBandwidth'
        'New-MlxVfGroup'
        'Remove-MlxSimulatedFault'
        'Remove-MlxVfGroup'
        'Remove-MlxVfTrunk'
        'Reset-MlxVf'
        'Set-MlxFirmwareSetting'
        'Set-MlxPf'
        'Set-MlxVf'
        'Set-MlxVfDriver'
        'Set-MlxVfGroup'
        'Set-MlxVfRxMode'
        'Set-MlxVfTrunk'
        'Test-MlxHost'
        'Undo-MlxChange'
        'Watch-MlxVfStatistic'
    )
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
    PrivateData          = @{
        PSData = @{
            Tags = @('PSEdition_Core', 'Linux', 'SR-IOV', 'mlx5', 'ConnectX', 'BlueField', 'NVIDIA', 'Mellanox', 'Network', 'Virtualization')
            # No ProjectUri and no LicenseUri: the project has no public address, and a wrong link is worse than none. The licence is the
            # file LICENSE beside this one. ReleaseNotes come in when the module is packed (build.ps1), from docs/CHANGELOG.md.
        }
    }
}
