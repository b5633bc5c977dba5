namespace Mlx5Sriov.Tests.Shell;

/// <summary>
/// A copy of the shell in a folder of its own, with a module in the place of the real one: what the shell does with a
/// module is tested without one changing with the other.
/// </summary>
public sealed class ProbeInstallation : IDisposable
{
    private const string Manifest = """
        @{
            RootModule = 'Probe.psm1'
            ModuleVersion = '1.2.3'
            GUID = '6b1f2f0e-8f0c-4a8e-9a53-0d4a2f2f3c11'
            FormatsToProcess = 'Probe.Format.ps1xml'
            FunctionsToExport = '*'
        }
        """;

    private const string Module = """
        function Enter-MlxSimulation {
            [CmdletBinding()] param([string] $Profile = 'default')
            if ($Profile -eq 'unknown') { throw "There is no profile 'unknown'." }
            $script:host = $Profile
            'output of the cmdlet itself'
        }
        function Get-ProbeHost { $script:host }
        function Get-Probe { 1..2 | ForEach-Object { [pscustomobject]@{ PSTypeName = 'Probe'; Index = $_; Mac = "02:00:00:00:00:0$_"; Hidden = 'x' } } }
        function Set-Probe {
            [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')] param([Parameter(Mandatory)] [string] $Name)
            if ($PSCmdlet.ShouldProcess($Name, 'set')) { "set $Name" }
        }
        function Write-Probe {
            [CmdletBinding()] param()
            $PSCmdlet.WriteWarning('a warning')
            $PSCmdlet.WriteVerbose('a detail')
            $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new([Exception]::new('an error'), 'Probe', 'NotSpecified', $null))
            'output'
        }
        function Watch-Probe {
            [CmdletBinding()] param()
            foreach ($i in 1..3) {
                $PSCmdlet.WriteProgress([System.Management.Automation.ProgressRecord]::new(1, 'Probing', "step $i"))
                "line $i"
            }
        }
        """;

    private const string Format = """
        <Configuration><ViewDefinitions><View>
          <Name>Probe</Name>
          <ViewSelectedBy><TypeName>Probe</TypeName></ViewSelectedBy>
          <TableControl>
            <TableHeaders>
              <TableColumnHeader><Width>5</Width></TableColumnHeader>
              <TableColumnHeader><Width>17</Width></TableColumnHeader>
            </TableHeaders>
            <TableRowEntries><TableRowEntry><TableColumnItems>
              <TableColumnItem><PropertyName>Index</PropertyName></TableColumnItem>
              <TableColumnItem><PropertyName>Mac</PropertyName></TableColumnItem>
            </TableColumnItems></TableRowEntry></TableRowEntries>
          </TableControl>
        </View></ViewDefinitions></Configuration>
        """;

    private static readonly string[] s_otherSystems = ["win", "osx", "linux-musl"];

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("mlx5sriov-");

    public ProbeInstallation()
    {
        Write("Mlx5Sriov.psd1", Manifest);
        Write("Probe.psm1", Module);
        Write("Probe.Format.ps1xml", Format);
        Copy(new DirectoryInfo(AppContext.BaseDirectory), _root.CreateSubdirectory("shell"));
    }

    /// <summary>The module's folder.</summary>
    public string Root => _root.FullName;

    /// <summary>The path of the shell's assembly.</summary>
    internal string Assembly => Path.Combine(Root, "shell", "Mlx5Sriov.Shell.dll");

    /// <summary>Writes a file into the module's folder and hands back its path.</summary>
    internal string Write(string name, string text)
    {
        var path = Path.Combine(Root, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Runs the shell to its end.</summary>
    internal ShellRun Run(string input, params string[] args)
    {
        using var shell = RunningShell.Start(Assembly, args);
        shell.Send(input);
        return shell.Finish();
    }

    public void Dispose() => _root.Delete(recursive: true);

    private static void Copy(DirectoryInfo from, DirectoryInfo to)
    {
        foreach (var file in from.EnumerateFiles()) file.CopyTo(Path.Combine(to.FullName, file.Name));
        foreach (var folder in from.EnumerateDirectories())
        {
            if (!Array.Exists(s_otherSystems, system => folder.Name.StartsWith(system, StringComparison.Ordinal)))
                Copy(folder, to.CreateSubdirectory(folder.Name));
        }
    }
}
