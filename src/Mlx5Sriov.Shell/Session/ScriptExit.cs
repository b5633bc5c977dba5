using System.Management.Automation.Runspaces;
using System.Reflection;

namespace Mlx5Sriov.Shell.Session;

/// <summary>Makes the <c>exit</c> of the next script file leave the shell instead of only the script.</summary>
/// <remarks>
/// The engine has this as a flag that <c>pwsh -File</c> sets for itself and no public member reaches
/// (ExecutionContext.ScriptCommandProcessorShouldRethrowExit). Nothing public tells <c>exit 5</c> from a script whose
/// last program returned 5: both leave 5 in <c>$LASTEXITCODE</c>, and only the first may become the shell's status.
/// </remarks>
internal static class ScriptExit
{
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic;

    /// <summary>Sets the flag, which the next script takes down again.</summary>
    /// <exception cref="MissingMemberException">This engine has no such flag.</exception>
    public static void ReachesHost(Runspace runspace)
    {
        var context = Property(typeof(Runspace), "ExecutionContext").GetValue(runspace)!;
        Property(context.GetType(), "ScriptCommandProcessorShouldRethrowExit").SetValue(context, true);
    }

    private static PropertyInfo Property(Type type, string name) =>
        type.GetProperty(name, Hidden) ?? throw new MissingMemberException(type.FullName, name);
}
