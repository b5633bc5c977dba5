using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Simulation;

/// <summary>Finds what a path names, through links as the kernel follows them.</summary>
/// <param name="root">The root directory.</param>
/// <param name="isRoot">Whether the caller may enter what is private.</param>
internal sealed class SysfsTree(SysfsDirectory root, Func<bool> isRoot)
{
    /// <summary>The links that one path may run through (MAXSYMLINKS, include/linux/namei.h).</summary>
    private const int MaxLinks = 40;

    /// <summary>What a path names.</summary>
    /// <param name="path">An absolute path.</param>
    /// <param name="followsLast">Whether a link at its end is followed, or is what is meant.</param>
    /// <returns>The node, or null where there is none.</returns>
    /// <exception cref="Refusal">EACCES for a private directory on the way, ELOOP for too many links.</exception>
    public SysfsNode? Find(string path, bool followsLast = true) => Walk(path, followsLast).Node;

    /// <summary>The path of a node without any link in it; null where there is none.</summary>
    public string? Canonical(string path)
    {
        var (node, trail) = Walk(path, followsLast: true);
        return node is null ? null : string.Concat(trail.Select(step => '/' + step.Name));
    }

    private (SysfsNode? Node, List<(string Name, SysfsNode Node)> Trail) Walk(string path, bool followsLast)
    {
        var trail = new List<(string Name, SysfsNode Node)>();
        if (!path.StartsWith('/')) return (null, trail);
        var ahead = new Stack<string>();
        Push(ahead, path);
        for (var links = 0; ahead.TryPop(out var name);)
        {
            if (name == ".")
                continue;
            if (name == "..")
            {
                if (trail.Count > 0) trail.RemoveAt(trail.Count - 1);
                continue;
            }

            var here = trail.Count == 0 ? root : trail[^1].Node;
            if (here is not SysfsDirectory directory) return (null, trail);
            if (directory.IsPrivate && !isRoot()) throw new Refusal(Errno.EACCES);
            if (directory.Find(name) is not { } found) return (null, trail);
            if (found is SysfsLink link && (followsLast || ahead.Count > 0))
            {
                if (++links > MaxLinks) throw new Refusal(Errno.ELOOP);
                if (link.Target.StartsWith('/')) trail.Clear();
                Push(ahead, link.Target);
                continue;
            }

            trail.Add((name, found));
        }

        return (trail.Count == 0 ? root : trail[^1].Node, trail);
    }

    private static void Push(Stack<string> ahead, string path)
    {
        var names = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var i = names.Length - 1; i >= 0; i--) ahead.Push(names[i]);
    }
}
