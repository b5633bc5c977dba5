using System.Management.Automation;

namespace Mlx5Sriov.Session;

/// <summary>Puts the runspace back on the real host when the module is removed, or imported anew with -Force.</summary>
public sealed class ModuleRemoval : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => HostSession.Current.Leave();
}
