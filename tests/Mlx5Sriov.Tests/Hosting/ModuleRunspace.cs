using System.Collections;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

using Mlx5Sriov.Session;

namespace Mlx5Sriov.Tests;

/// <summary>
/// An open runspace with its screen and the imported module, which tests use one after the other as long as nothing of one is left for the next.
/// </summary>
internal sealed partial class ModuleRunspace : IDisposable
{
    // What each script or statement has of its own.
    private static readonly string[] s_automatic = ["?", "ExecutionContext", "PSCommandPath", "PSScriptRoot"];

    private readonly IReadOnlyList<string> _fresh;

    public ModuleRunspace(int width)
    {
        Host = new(width);
        Runspace = RunspaceFactory.CreateRunspace(Host, InitialSessionState.CreateDefault2());
        Runspace.Open();
        Ask($"Import-Module '{Repository.Manifest}'");
        HostSession.Of(Runspace).Renew();
        _fresh = Describe();
    }

    public RenderingHost Host { get; }

    public Runspace Runspace { get; }

    /// <summary>Whether a script leaves what neither a reset takes away nor <see cref="Describe"/> sees: types of its own, completers.</summary>
    public static bool LeavesTraces(string script) => Traces().IsMatch(script);

    /// <summary>Makes it as new.</summary>
    /// <returns>False where more was changed than a reset takes away; then it must not be used again.</returns>
    public bool TryRenew()
    {
        if (Runspace is not { RunspaceStateInfo.State: RunspaceState.Opened, RunspaceAvailability: RunspaceAvailability.Available }) return false;
        Runspace.ResetRunspaceState();
        HostSession.Of(Runspace).Renew();
        return _fresh.SequenceEqual(Describe());
    }

    /// <summary>
    /// All that a script can leave in the runspace, a line each: location, modules (those very objects, so that one that was removed and imported again is
    /// another), history, jobs, strict mode, drives, variables, functions and aliases. Cmdlets come and go with their modules.
    /// </summary>
    public IReadOnlyList<string> Describe()
    {
        var found = Ask("$ExecutionContext; Get-Module; Get-History; Get-Job; & { try { $null = $neverSet; 'lax' } catch { 'strict' } }");
        var engine = (EngineIntrinsics)found[0].BaseObject;
        var state = engine.SessionState;
        var (before, lines) = (Runspace.DefaultRunspace, new List<string>());
        Runspace.DefaultRunspace = Runspace;    // for the providers
        try
        {
            lines.Add($"location {state.Path.CurrentLocation}");
            lines.AddRange(found.Skip(1).Select(o => $"{o} {(o.BaseObject is PSModuleInfo module ? RuntimeHelpers.GetHashCode(module) : 0)}"));
            lines.AddRange(state.Drive.GetAll().Select(d => $"drive {d.Name} {d.Root} {d.CurrentLocation}"));
            lines.AddRange(Children<PSVariable>(engine, "variable").Where(v => !s_automatic.Contains(v.Name))
                .Select(v => $"variable {v.Name} {v.Options} {Show(v.Value)}"));
            lines.AddRange(Children<FunctionInfo>(engine, "function").Select(f => $"function {f.Name} {f.Definition}"));
            lines.AddRange(Children<AliasInfo>(engine, "alias").Select(a => $"alias {a.Name} {a.Definition}"));
        }
        finally
        {
            Runspace.DefaultRunspace = before;
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    public void Dispose() => Runspace.Dispose();

    private static IEnumerable<T> Children<T>(EngineIntrinsics engine, string drive) =>
        engine.InvokeProvider.ChildItem.Get($"{drive}:", recurse: false).Select(o => o.BaseObject).Cast<T>();

    // What holds several values is told with them: $PSDefaultParameterValues is the same object after a reset.
    private static string Show(object? value) => value switch
    {
        PSObject { BaseObject: var inner } when inner is not PSCustomObject => Show(inner),
        IDictionary several => string.Join(',', several.Cast<DictionaryEntry>().Select(e => $"{e.Key}={e.Value}").Order(StringComparer.Ordinal)),
        ICollection several => string.Join(',', several.Cast<object>()),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value?.GetType()} {value}"),
    };

    [GeneratedRegex(@"\b(class|enum|using|Register-ArgumentCompleter|Update-TypeData|Update-FormatData|Add-Type)\s", RegexOptions.IgnoreCase)]
    private static partial Regex Traces();

    private Collection<PSObject> Ask(string script)
    {
        using var shell = PowerShell.Create(Runspace);
        return shell.AddScript(script).Invoke(null, new PSInvocationSettings { ErrorActionPreference = ActionPreference.Stop });
    }
}
