<#
.SYNOPSIS
    Runs the suites of this folder once and writes what became of each test, as JSON, for the test that reports them one by one.
#>
[CmdletBinding()]
param(
    # The manifest of the Pester to run them with.
    [Parameter(Mandatory)]
    [string]$Pester,

    # The file to write.
    [Parameter(Mandatory)]
    [string]$Path
)

$ErrorActionPreference = 'Stop'
Import-Module $Pester
$run = Invoke-Pester -Configuration @{ Run = @{ Path = $PSScriptRoot; PassThru = $true }; Output = @{ Verbosity = 'None' } }

function Format-Result($Name, $Item) {
    @{
        Name = $Name
        Result = $Item.Result
        Error = @($Item.ErrorRecord | ForEach-Object { "$_"; $_.ScriptStackTrace }) -join "`n"
    }
}

# A suite that ends itself ('exit'), or has no test, is told nothing of.
$ran = @($run.Tests | Where-Object Executed).ScriptBlock.File
$silent = Get-ChildItem $PSScriptRoot -Filter *.Tests.ps1 | Where-Object FullName -NotIn $ran

# What fails outside a test (a file that does not parse, a BeforeAll) is no test's failure: Pester tells it of the file or the block.
@(
    foreach ($test in $run.Tests) { Format-Result "$(Split-Path -LeafBase $test.ScriptBlock.File): $($test.ExpandedPath)" $test }
    foreach ($container in $run.FailedContainers) { Format-Result "$($container.Item)" $container }
    foreach ($suite in $silent) { @{ Name = $suite.BaseName; Result = 'Failed'; Error = 'None of its tests ran.' } }
    foreach ($block in $run.FailedBlocks) { Format-Result "$(Split-Path -LeafBase $block.ScriptBlock.File): $($block.ExpandedPath)" $block }
) | ConvertTo-Json -AsArray | Set-Content -LiteralPath $Path
