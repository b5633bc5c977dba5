#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Builds, tests, documents and packs the module. Holds no build knowledge of its own: dotnet and the project files do the work.
.EXAMPLE
    ./build.ps1 Build, Test
.EXAMPLE
    ./build.ps1 Pack
    Leaves out/Mlx5Sriov/VERSION (a module folder) and out/Mlx5Sriov.VERSION.nupkg (for a PowerShell repository).
#>
[CmdletBinding()]
param(
    # What to do, in this order: Clean (remove what was built), Build (fill bin/), Test (xunit, and Pester where it is installed),
    # Docs (make en-US/ from docs/en-US with PlatyPS), Pack (a module folder and a package).
    [Parameter(Position = 0)]
    [ValidateSet('Clean', 'Build', 'Test', 'Docs', 'Pack')]
    [string[]]$Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string]$Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
$root = $PSScriptRoot
$out = Join-Path $root 'out'

function Invoke-Clean {
    dotnet clean $root --nologo --verbosity quiet --configuration $Configuration
    Remove-Item -Recurse -Force -ErrorAction Ignore (Join-Path $root 'bin'), $out
}

function Invoke-Build {
    dotnet build (Join-Path $root 'src/Mlx5Sriov') --nologo --configuration $Configuration
}

function Invoke-Test {
    dotnet test $root --nologo --configuration $Configuration
    if (Get-Module -ListAvailable Pester | Where-Object Version -GE 5.5) {
        $run = Invoke-Pester (Join-Path $root 'tests/Pester') -PassThru
        if ($run.Result -ne 'Passed') { throw 'Pester failed.' }
    }
    else { Write-Warning 'Pester 5.5 or later is not installed: its suites were skipped.' }
}

function Invoke-Docs {
    Import-Module Microsoft.PowerShell.PlatyPS
    $pages = Get-ChildItem (Join-Path $root 'docs/en-US') -Filter '*-*.md' | Import-MarkdownCommandHelp -Path { $_.FullName }
    $made = New-Item -ItemType Directory -Force (Join-Path $out 'help')
    $pages | Export-MamlCommandHelp -OutputFolder $made -Force | Out-Null
    Get-ChildItem $made -Recurse -Filter '*-Help.xml' | Copy-Item -Destination (Join-Path $root 'en-US')
}

function Invoke-Pack {
    Invoke-Build
    $manifest = Test-ModuleManifest (Join-Path $root 'Mlx5Sriov.psd1')
    $folder = Join-Path $out "Mlx5Sriov/$($manifest.Version)"
    Remove-Item -Recurse -Force -ErrorAction Ignore $folder
    $null = New-Item -ItemType Directory -Force $folder
    foreach ($part in 'Mlx5Sriov.psd1', 'bin', 'en-US', 'LICENSE', 'README.md') {
        Copy-Item -Recurse (Join-Path $root $part) $folder
    }
    dotnet pack (Join-Path $root 'src/Mlx5Sriov') --nologo --no-build --configuration $Configuration --output $out "-p:ModuleFolder=$folder/"
}

foreach ($name in 'Clean', 'Build', 'Test', 'Docs', 'Pack') {
    if ($Task -contains $name) { & "Invoke-$name" }
}
