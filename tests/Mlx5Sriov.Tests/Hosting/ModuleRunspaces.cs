using System.Collections.Concurrent;

namespace Mlx5Sriov.Tests;

/// <summary>Runspaces that wait for their next test: to open one and import the module takes many times what most tests do in it.</summary>
internal sealed class ModuleRunspaces
{
    private readonly ConcurrentBag<ModuleRunspace> _waiting = [];

    /// <summary>Those of this test run: about as many as tests run at once.</summary>
    public static ModuleRunspaces Shared { get; } = new();

    /// <summary>One that is as new.</summary>
    /// <param name="width">The width of its screen.</param>
    public ModuleRunspace Take(int width)
    {
        if (!_waiting.TryTake(out var runspace)) return new ModuleRunspace(width);
        runspace.Host.Renew(width);
        return runspace;
    }

    /// <summary>Takes one back that a test is done with, and keeps it if it can be made as new.</summary>
    public void GiveBack(ModuleRunspace runspace, bool isSpoilt)
    {
        if (!isSpoilt && runspace.TryRenew()) _waiting.Add(runspace);
        else runspace.Dispose();
    }
}
