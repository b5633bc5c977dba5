#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Builds, tests, documents and packs the module. Holds no build knowledge of its own: dotnet, the project files and PlatyPS do the work.
.DESCRIPTION
    It needs the .NET SDK and a pwsh. Where there is no pwsh, .config/pwsh starts the one that the repository pins:
    .config/pwsh ./build.ps1 Pack
.EXAMPLE
    ./build.ps1 Build, Test
.EXAMPLE
    ./build.ps1 Pack
    Leaves out/Mlx5Sriov/VERSION (a module folder) and out/Mlx5Sriov.VERSION.nupkg (for a PowerShell repository).
.EXAMPLE
    ./build.ps1 Pack -NoBuild -OutputFolder /tmp/packed
    Packs what bin/ holds, somewhere else. Nothing in the checkout changes.
#>
[CmdletBinding()]
param(
    # What to do, in this order: Clean (remove what was built), Build (fill bin/), Test (dotnet test),
    # Docs (make Get-Help's file in en-US/ from docs/en-US, with PlatyPS 1.0 or later), Pack (a module folder and a package).
    [Parameter(Position = 0)]
    [ValidateSet('Clean', 'Build', 'Test', 'Docs', 'Pack')]
    [string[]]$Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string]$Configuration = 'Release',

    # Pack takes what bin/ holds, whichever configuration that is, instead of building first.
    [switch]$NoBuild,

    # Where Pack leaves the module folder and the package; out/ if not given. What is packed of this version there is replaced.
    [string]$OutputFolder
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
        $described = $Command.SelectSingleNode("command:parameters/command:parameter[maml:name='$($parameter.Name)']", $names)
        Add-Element $described dev defaultValue $parameter.DefaultValue
    }
}

function Invoke-Pack {
    if (-not $NoBuild) { Invoke-Build }
    elseif (-not (Test-Path (Join-Path $root 'bin/Mlx5Sriov.dll'))) { throw 'There is nothing in bin/ to pack: build first, or leave -NoBuild out.' }
    $packed = if ($OutputFolder) { $PSCmdlet.GetUnresolvedProviderPathFromPSPath($OutputFolder) } else { $out }
    $version = (Import-PowerShellDataFile -LiteralPath (Join-Path $root 'Mlx5Sriov.psd1')).ModuleVersion
    $notes = Get-ReleaseNotes $version
    $folder = Join-Path $packed 'Mlx5Sriov' $version
    Export-Module $folder $notes
    Export-Package $folder $notes $packed
}

# The changelog's section of a version, without its heading: the one place where release notes are written.
function Get-ReleaseNotes($Version) {
    $changelog = [System.IO.File]::ReadAllText((Join-Path $root 'docs/CHANGELOG.md')).ReplaceLineEndings("`n")
    $section = [regex]::Match($changelog, "(?ms)^## $([regex]::Escape($Version))\b(?!\.)[^\n]*\n(?<notes>.*?)(?=^## |\z)").Groups['notes'].Value.Trim()
    if (-not $section) { throw "docs/CHANGELOG.md says nothing of version $Version, which Mlx5Sriov.psd1 names." }
    $section
}

# Fills a folder with exactly what the module needs, and with release notes in its manifest.
function Export-Module($Folder, $Notes) {
    Remove-Item -Recurse -Force -ErrorAction Ignore -LiteralPath $Folder
    $null = New-Item -ItemType Directory -Force (Join-Path $Folder 'bin')
    foreach ($part in 'en-US', 'LICENSE', 'README.md') { Copy-Item -Recurse -LiteralPath (Join-Path $root $part) -Destination $Folder }
    Copy-Item -Path (Join-Path $root 'bin/Mlx5Sriov*.dll'), (Join-Path $root 'bin/Mlx5Sriov*.ps1xml') -Destination (Join-Path $Folder 'bin')

    $manifest = Join-Path $Folder 'Mlx5Sriov.psd1'
    $text = [System.IO.File]::ReadAllText((Join-Path $root 'Mlx5Sriov.psd1'))
    $place = [regex]::Match($text, '\bPSData\s*=\s*@\{\n').Value
    $quoted = [System.Management.Automation.Language.CodeGeneration]::EscapeSingleQuotedStringContent($Notes)
    [System.IO.File]::WriteAllText($manifest, $text.Replace($place, "$place            ReleaseNotes = '$quoted'`n"))
    if ((Test-ModuleManifest $manifest).ReleaseNotes -cne $Notes) { throw "The release notes did not come into $manifest." }
}

# Makes the package of a module folder: dotnet pack, with the project's knowledge of it. The same files at the same commit give the same bytes.
function Export-Package($Folder, $Notes, $Destination) {
    $tags = @('PSModule') + (Import-PowerShellDataFile -LiteralPath (Join-Path $Folder 'Mlx5Sriov.psd1')).PrivateData.PSData.Tags
    $work = [System.IO.Directory]::CreateTempSubdirectory('mlx5sriov-').FullName
    try {
        $notesFile = Join-Path $work 'ReleaseNotes.md'
        [System.IO.File]::WriteAllText($notesFile, $Notes)
        dotnet pack (Join-Path $root 'src/Mlx5Sriov') --nologo --no-build --configuration $Configuration --output $Destination -nodeReuse:false `
            "-p:ModuleFolder=$Folder/" "-p:ReleaseNotesFile=$notesFile" "-p:PackageTags=$tags" "-p:NuspecOutputPath=$work/" `
            "-p:SOURCE_DATE_EPOCH=$(Get-SourceDate)"
    }
    finally { Remove-Item -Recurse -Force -LiteralPath $work }
}

# What the package's files are dated, in seconds since 1970: when the commit was made. It is no constant, because PowerShell goes by a
# manifest's date to tell whether it still knows a module's commands. Empty where there is no commit to ask: then now.
function Get-SourceDate {
    if ($env:SOURCE_DATE_EPOCH) { return $env:SOURCE_DATE_EPOCH }
    try { git -C $root log -1 --format=%ct 2>$null } catch { '' }
}

foreach ($name in 'Clean', 'Build', 'Test', 'Docs', 'Pack') {
    if ($Task -contains $name) { & "Invoke-$name" }
}
