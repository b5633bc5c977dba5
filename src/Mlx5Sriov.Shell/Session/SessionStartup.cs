using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Mlx5Sriov.Shell.Session;

/// <summary>What happens before the user's first command.</summary>
internal sealed class SessionStartup(CommandRunner runner)
{
    /// <summary>Imports the module as a user would: <c>Import-Module &lt;root&gt;/Mlx5Sriov.psd1</c>.</summary>
    /// <exception cref="SessionStartException">There is no manifest, or the engine refuses it.</exception>
    public PSModuleInfo ImportModule()
    {
        var manifest = ModuleManifest.Find(AppContext.BaseDirectory)
            ?? throw new SessionStartException(
                $"{ModuleManifest.FileName} is neither in {AppContext.BaseDirectory} nor in a folder above it. "
                + "The shell runs only from within the module's own folder.");

        var import = new Command("Import-Module");
        import.Parameters.Add("Name", manifest);
        import.Parameters.Add("PassThru");
        import.Parameters.Add("ErrorAction", ActionPreference.Stop);
        try
        {
            return (PSModuleInfo)runner.Invoke(import)[0].BaseObject;
        }
        catch (RuntimeException e)
        {
            throw new SessionStartException(
                $"The module cannot be loaded from {manifest}: {e.Message} If it has not been built yet, 'dotnet build' does that.");
        }
    }

    /// <summary>Puts the session on a simulated host.</summary>
    /// <exception cref="SessionStartException">The module refuses, or knows no such profile.</exception>
    public void EnterSimulation(string? profile)
    {
        var enter = new Command("Enter-MlxSimulation");
        if (profile is not null) enter.Parameters.Add("Profile", profile);
        enter.Parameters.Add("ErrorAction", ActionPreference.Stop);
        try
        {
            runner.Invoke(enter);
        }
        catch (RuntimeException e)
        {
            throw new SessionStartException($"The simulated host cannot be entered: {e.Message}");
        }
    }
}
