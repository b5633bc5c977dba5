using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Mlx5Sriov.Lab;

/// <summary>A PowerShell engine with the published module imported through its manifest.</summary>
internal sealed class ModuleEngine : IModuleSession, IDisposable
{
    private readonly Runspace _runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());

    public ModuleEngine(string module)
    {
        _runspace.Open();
        Do($"Import-Module '{module}/Mlx5Sriov.psd1'");

        // Nobody sits at the guest to say whether settings may be lost.
        Do("$ConfirmPreference = 'None'");
    }

    /// <summary>Runs a script.</summary>
    /// <returns>What it emitted, and its errors.</returns>
    public (IReadOnlyList<PSObject> Output, IReadOnlyList<ErrorRecord> Errors) Run(string script)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        var output = new PSDataCollection<PSObject>();
        try
        {
            shell.Invoke(null, output);
        }
        catch (RuntimeException e)
        {
            return ([.. output], [.. shell.Streams.Error, e.ErrorRecord]);
        }

        return ([.. output], [.. shell.Streams.Error]);
    }

    public (IReadOnlyList<string> Output, IReadOnlyList<(string Id, string Message)> Errors) Tell(string script)
    {
        var (output, errors) = Run(script);
        return ([.. output.Select(o => $"{o}")], [.. errors.Select(e => (e.FullyQualifiedErrorId, $"{e}"))]);
    }

    /// <summary>Runs a script that must not fail.</summary>
    /// <exception cref="InvalidOperationException">It did.</exception>
    public IReadOnlyList<PSObject> Do(string script)
    {
        var (output, errors) = Run(script);
        return errors.Count == 0 ? output : throw new InvalidOperationException($"'{script}': {string.Join("; ", errors)}");
    }

    /// <summary>What a script that must not fail emits, as objects of a kind.</summary>
    public IReadOnlyList<T> All<T>(string script) => [.. Do(script).Select(o => (T)o.BaseObject)];

    public void Dispose() => _runspace.Dispose();
}
