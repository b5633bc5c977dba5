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
    Import-Module Microsoft.PowerShell.PlatyPS -MinimumVersion 1.0
    $pages = Get-ChildItem (Join-Path $root 'docs/en-US') -Filter '*-*.md' | Sort-Object Name | ForEach-Object { Import-MarkdownCommandHelp -Path $_.FullName }
    foreach ($page in $pages) {
        $page.Metadata.Remove('HelpUri')                            # there is no online version to lead to
        foreach ($link in $page.RelatedLinks) { $link.Uri = '' }    # a page's file name means nothing to Get-Help
    }
    $made = Join-Path $out 'help'
    $maml = [xml]::new()
    $maml.PreserveWhitespace = $false
    $maml.Load(($pages | Export-MamlCommandHelp -OutputFolder $made -Force).FullName)
    Remove-Item -Recurse $made
    foreach ($page in $pages) { Complete-Maml $page $maml.helpItems.command.Where({ $_.details.name -eq $page.Title })[0] }
    $style = [System.Xml.XmlWriterSettings]@{ Indent = $true; NewLineChars = "`n"; Encoding = [System.Text.UTF8Encoding]::new($false) }
    $writer = [System.Xml.XmlWriter]::Create((Join-Path $root 'en-US/Mlx5Sriov.dll-Help.xml'), $style)
    try { $maml.Save($writer) } finally { $writer.Dispose() }
}

# PlatyPS leaves an example's markdown whole in its introduction, and drops the parameters' defaults: put both where Get-Help looks for them.
function Complete-Maml($Page, $Command) {
    $names = [System.Xml.XmlNamespaceManager]::new($Command.OwnerDocument.NameTable)
    foreach ($prefix in 'maml', 'command', 'dev') { $names.AddNamespace($prefix, $Command.GetNamespaceOfPrefix($prefix)) }
    function Add-Element($Parent, $Name, $Text) {
        $prefix = $Name.Split(':')[0]
        $element = $Parent.OwnerDocument.CreateElement($prefix, $Name.Split(':')[1], $names.LookupNamespace($prefix))
        $element.InnerText = $Text
        $null = $Parent.AppendChild($element)
    }
    $examples = $Command.SelectNodes('command:examples/command:example', $names)
    for ($i = 0; $i -lt $examples.Count; $i++) {
        $fence = '(?s)^(?<before>.*?)```powershell\n(?<code>.*?)\n```\s*(```output\n(?<output>.*?)\n```\s*)?(?<after>.*)$'
        if ($Page.Examples[$i].Remarks.ReplaceLineEndings("`n") -notmatch $fence) { throw "$($Page.Title), '$($Page.Examples[$i].Title)': an example is text, a powershell block, and perhaps an output block and more text." }
        $introduction, $code, $remarks = 'maml:introduction', 'dev:code', 'dev:remarks' | ForEach-Object { $examples[$i].SelectSingleNode($_, $names) }
        $introduction.RemoveAll()
        Add-Element $introduction 'maml:para' ($Matches.before.Trim() + "`n`n")
        $code.InnerText = $Matches.code
        foreach ($text in $Matches.output, $Matches.after.Trim()) { if ($text) { Add-Element $remarks 'maml:para' $text } }
        Add-Element $remarks 'maml:para' ''    # a blank line before the next title
    }
    foreach ($parameter in $Page.Parameters) {
        $element = $Command.SelectSingleNode("command:parameters/command:parameter[maml:name='$($parameter.Name)']", $names)
        if ($parameter.DefaultValue) { Add-Element $element 'dev:defaultValue' $parameter.DefaultValue }
    }
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
