# What every suite starts with: the module as this checkout built it.
Import-Module (Join-Path $PSScriptRoot '../../Mlx5Sriov.psd1') -Force

# The pinned pwsh, for what takes a process of its own.
$pwsh = Join-Path $PSScriptRoot '../../.config/pwsh'
