namespace Mlx5Sriov.Lab;

/// <summary>Something that scripts with the module's cmdlets can be given to.</summary>
internal interface IModuleSession
{
    /// <summary>Runs a script.</summary>
    /// <returns>What it emitted, as text, and its errors.</returns>
    (IReadOnlyList<string> Output, IReadOnlyList<(string Id, string Message)> Errors) Tell(string script);
}
