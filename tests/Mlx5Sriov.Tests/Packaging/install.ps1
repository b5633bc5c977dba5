<#
.SYNOPSIS
    Packs the module, and installs, uses and uninstalls the package as an administrator does. Leaves what was seen at each step as JSON.
.DESCRIPTION
    It installs for the current user: whoever starts it says by HOME and XDG_DATA_HOME whose modules and repositories those are.
    The latter must be there: where it is set and missing, PSResourceGet keeps its list of repositories in the current directory.
#>
param(
    [Parameter(Mandatory)] [string]$BuildScript,
    [Parameter(Mandatory)] [string]$Packages,
    [Parameter(Mandatory)] [string]$Report
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$name = 'Mlx5Sriov'
$repository = 'MlxPackages'
$modules = Join-Path $env:XDG_DATA_HOME 'powershell/Modules'
$seen = [ordered]@{}

function Step($Step, $Act) {
    try { $seen[$Step] = & $Act }
    catch { throw "The step '$Step' failed: $_" }
}

function Get-RelativeFile($Folder) {
    , @(Get-ChildItem -LiteralPath $Folder -Recurse -File -Force -ErrorAction Ignore | ForEach-Object { [System.IO.Path]::GetRelativePath($Folder, $_) })
}

function Invoke-Pack {
    & $BuildScript Pack -NoBuild -OutputFolder $Packages | Out-Host
    $zip = [System.IO.Compression.ZipFile]::OpenRead((Get-Item "$Packages/$name.*.nupkg").FullName)
    try { $zip.Entries | ForEach-Object { "$($_.FullName) $($_.Crc32)" } } finally { $zip.Dispose() }
}

Step Pack { Invoke-Pack }
Step PackAgain { Invoke-Pack }
Step Folder { Get-RelativeFile (Join-Path $Packages $name) }
Step Register { Register-PSResourceRepository -Name $repository -Uri $Packages -Trusted }
Step Find { Find-PSResource $name -Repository $repository | Select-Object @{ n = 'Version'; e = { "$($_.Version)" } }, ReleaseNotes, Author, Tags }
Step Install { Install-PSResource $name -Repository $repository }
Step Installed { Get-RelativeFile $modules }
Step Import { Import-Module $name -PassThru | Select-Object ModuleBase, ReleaseNotes }
Step Cmdlet { Enter-MlxSimulation; @(Get-MlxVf eth2).Count }
Step Help { (Get-Help Get-MlxVf).Synopsis }
Step Topic { Get-Help about_MlxSimulation | Out-String }
Step Uninstall { Exit-MlxSimulation; Remove-Module $name; Uninstall-PSResource $name }
Step Left { Get-RelativeFile $modules }
$seen | ConvertTo-Json -Depth 3 | Set-Content -LiteralPath $Report
