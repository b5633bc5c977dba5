using System.Management.Automation;

namespace Mlx5Sriov.Session;

/// <summary>Ends a simulation when the module is removed, or imported again with -Force.</summary>
public sealed class ModuleRemoval : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) =>
        HostSession.Current.Lose("It was on a simulated host, and the module was removed or imported again since.");
}
