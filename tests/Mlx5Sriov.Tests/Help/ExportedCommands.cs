using System.Management.Automation;

namespace Mlx5Sriov.Tests.Help;

/// <summary>The module's cmdlets, as PowerShell tells them.</summary>
internal static class ExportedCommands
{
    private static readonly Lazy<Dictionary<string, CmdletInfo>> s_all = new(Read);

    /// <summary>Their names: the rows of the theories.</summary>
    public static TheoryData<string> Names => [.. s_all.Value.Keys.Order(StringComparer.Ordinal)];

    public static IReadOnlyCollection<CmdletInfo> All => s_all.Value.Values;

    public static CmdletInfo Named(string name) => s_all.Value[name];

    /// <summary>A cmdlet's parameters, less the common ones that PowerShell adds to every cmdlet. WhatIf and Confirm are its own.</summary>
    public static IEnumerable<ParameterMetadata> ParametersOf(string name) =>
        Named(name).Parameters.Values.Where(p => !Cmdlet.CommonParameters.Contains(p.Name)).OrderBy(p => p.Name, StringComparer.Ordinal);

    /// <summary>Every cmdlet's parameters of some types: the rows of a theory.</summary>
    public static TheoryData<string, string> ParametersOfType(Func<Type, bool> isMeant)
    {
        var data = new TheoryData<string, string>();
        foreach (var command in All)
        {
            foreach (var parameter in ParametersOf(command.Name).Where(p => isMeant(p.ParameterType))) data.Add(command.Name, parameter.Name);
        }

        return data;
    }

    private static Dictionary<string, CmdletInfo> Read()
    {
        using var session = new ModuleSession();
        return session.All<CmdletInfo>("Get-Command -Module Mlx5Sriov").ToDictionary(c => c.Name);
    }
}
