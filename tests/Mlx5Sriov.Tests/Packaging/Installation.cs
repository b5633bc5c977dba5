using System.Text.Json;

using Mlx5Sriov.Tests.Pwsh;

namespace Mlx5Sriov.Tests.Packaging;

/// <summary>
/// What install.ps1 saw: the module was packed from what is built, and the package installed, used and uninstalled in a pwsh whose home, modules
/// and repositories are in a folder of their own. It needs no network, and changes nothing in the checkout or in the home of whoever runs the tests.
/// </summary>
public sealed class Installation : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlx5sriov-install-").FullName;
    private readonly JsonDocument _seen;

    public Installation()
    {
        try
        {
            _seen = Run();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The folder that modules are installed in.</summary>
    public string Modules => Path.Combine(DataHome, "powershell", "Modules");

    private string DataHome => Path.Combine(_folder, ".local", "share");

    /// <summary>What was seen at a step.</summary>
    public JsonElement At(string step) => _seen.RootElement.GetProperty(step);

    /// <summary>The lines that were seen at a step.</summary>
    public string[] LinesAt(string step) => [.. At(step).EnumerateArray().Select(line => line.GetString()!)];

    public void Dispose()
    {
        _seen?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private JsonDocument Run()
    {
        // Where it is set and missing, PSResourceGet takes the current directory for it.
        Directory.CreateDirectory(DataHome);
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var report = Path.Combine(_folder, "report.json");
        using var pwsh = PwshProcess.StartProgram(
            "env",
            $"HOME={_folder}",
            $"XDG_DATA_HOME={DataHome}",
            $"XDG_CONFIG_HOME={Path.Combine(_folder, ".config")}",
            $"XDG_CACHE_HOME={Path.Combine(_folder, ".cache")}",
            // The pinned pwsh and the SDK's own things stay where they are.
            $"NUGET_PACKAGES={Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(home, ".nuget", "packages")}",
            $"DOTNET_CLI_HOME={Environment.GetEnvironmentVariable("DOTNET_CLI_HOME") ?? home}",
            PwshProcess.Program,
            "-NoLogo",
            "-NoProfile",
            "-File",
            Path.Combine(Repository.Root, "tests", "Mlx5Sriov.Tests", "Packaging", "install.ps1"),
            Path.Combine(Repository.Root, "build.ps1"),
            Path.Combine(_folder, "packages"),
            report);

        var run = pwsh.Finish();
        Assert.True(run.ExitCode == 0 && run.Error.Length == 0, $"install.ps1 ended with {run.ExitCode}.\n{run.Error}\n{run.Output}");
        return JsonDocument.Parse(File.ReadAllText(report));
    }
}
