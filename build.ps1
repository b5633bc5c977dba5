#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Builds, tests, documents and packs the module. Holds no build knowledge of its own: dotnet, the project files and PlatyPS do the work.
.EXAMPLE
    ./build.ps1 Build, Test
.EXAMPLE
    ./build.ps1 Pack
    Leaves out/Mlx5Sriov/VERSION (a module folder) and out/Mlx5Sriov.VERSION.nupkg (for a PowerShell repository).
#>
[CmdletBinding()]
param(
    # What to do, in this order: Clean (remove what was built), Build (fill bin/), Test (xunit, and Pester where it is installed),
    # Docs (make Get-Help's file in en-US/ from docs/en-US, with PlatyPS 1.0 or later), Pack (a module folder and a package).
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
    Remove-Item -Recurse -Force -ErrorAction Ignore -LiteralPath (Join-Path $root 'bin'), $out
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
    Import-Module Microsoft.PowerShell.PlatyPS -MinimumVersion 1.0
    $pages = Get-ChildItem (Join-Path $root 'docs/en-US') -Filter '*-*.md' | Sort-Object Name | ForEach-Object { Import-MarkdownCommandHelp -Path $_.FullName }
    foreach ($page in $pages) {
        $page.Metadata.Remove('HelpUri')                            # there is no online version to lead to
        foreach ($link in $page.RelatedLinks) { $link.Uri = '' }    # a page's file name means nothing to Get-Help
    }
    $made = Join-Path $out 'help'
    $maml = [xml]::new()
    $maml.Load(($pages | Export-MamlCommandHelp -OutputFolder $made -Force).FullName)
    Remove-Item -Recurse -LiteralPath $made
    foreach ($page in $pages) { Complete-Maml $page @($maml.helpItems.command).Where({ $_.details.name -eq $page.Title })[0] }
    $style = [System.Xml.XmlWriterSettings]@{ Indent = $true; NewLineChars = "`n"; Encoding = [System.Text.UTF8Encoding]::new($false) }
    $writer = [System.Xml.XmlWriter]::Create((Join-Path $root 'en-US/Mlx5Sriov.dll-Help.xml'), $style)
    try {
        $maml.Save($writer)
        $writer.WriteWhitespace("`n")
    }
    finally { $writer.Dispose() }
}

# PlatyPS leaves an example's markdown whole in its introduction, and drops the parameters' defaults: put them where Get-Help looks for them.
function Complete-Maml($Page, $Command) {
    $names = [System.Xml.XmlNamespaceManager]::new($Command.OwnerDocument.NameTable)
    foreach ($prefix in 'maml', 'command', 'dev') { $names.AddNamespace($prefix, $Command.GetNamespaceOfPrefix($prefix)) }
    function Add-Element($Parent, $Prefix, $Name, $Text) {
        $element = $Parent.AppendChild($Parent.OwnerDocument.CreateElement($Prefix, $Name, $names.LookupNamespace($Prefix)))
        $element.InnerText = $Text
    }

    $layout = '(?s)^(?<text>.*?)```powershell\n(?<code>.*?)\n```\s*(```output\n(?<output>.*?)\n```\s*)?$'
    $examples = $Command.SelectNodes('command:examples/command:example', $names)
    for ($i = 0; $i -lt $examples.Count; $i++) {
        $example = $Page.Examples[$i]
        if ($example.Remarks.ReplaceLineEndings("`n") -notmatch $layout) {
            throw "$($Page.Title), '$($example.Title)': an example is text, one powershell block, and at most one output block."
        }
        $introduction, $code, $remarks = 'maml:introduction', 'dev:code', 'dev:remarks' | ForEach-Object { $examples[$i].SelectSingleNode($_, $names) }
        $introduction.RemoveAll()
        Add-Element $introduction maml para ($Matches.text.Trim() + "`n`n")
        $code.InnerText = $Matches.code
        if ($Matches.output) { Add-Element $remarks maml para $Matches.output }
        Add-Element $remarks maml para ''    # a blank line before the next title
    }
    foreach ($parameter in $Page.Parameters | Where-Object DefaultValue) {
        Add-Element $Command.SelectSingleNode("command:parameters/command:parameter[maml:name='$($parameter.Name)']", $names) dev defaultValue $parameter.DefaultValue
    }
}

function Invoke-Pack {
    Invoke-Build
    $manifest = Import-PowerShellDataFile -LiteralPath (Join-Path $root 'Mlx5Sriov.psd1')
    $folder = Join-Path $out "Mlx5Sriov/$($manifest.ModuleVersion)"
    Remove-Item -Recurse -Force -ErrorAction Ignore -LiteralPath $folder
    $null = New-Item -ItemType Directory -Force $folder
    foreach ($part in 'Mlx5Sriov.psd1', 'bin', 'en-US', 'LICENSE', 'README.md') { Copy-Item -Recurse -LiteralPath (Join-Path $root $part) -Destination $folder }
    dotnet pack (Join-Path $root 'src/Mlx5Sriov') --nologo --no-build --configuration $Configuration --output $out "-p:ModuleFolder=$folder/"
}

foreach ($name in 'Clean', 'Build', 'Test', 'Docs', 'Pack') {
    if ($Task -contains $name) { & "Invoke-$name" }
}
