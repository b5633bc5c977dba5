# What every suite starts with: the module as this checkout built it.
Import-Module (Join-Path $PSScriptRoot '../../Mlx5Sriov.psd1') -Force
