using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Sysfs;

namespace Mlx5Sriov.Simulation.Tree;

/// <summary>Finds what a path names, through links as the kernel follows them.</summary>
/// <param name="root">The root directory.</param>
/// <param name="isRoot">Whether the caller may enter what is private.</param>
internal sealed class SysfsTree(SysfsDirectory root, Func<bool> isRoot)
{
    /// <summary>The links that one path may run through (MAXSYMLINKS, include/linux/namei.h).</summary>
    private const int MaxLinks = 40;

    // More names than nearly all paths have: every read and write walks one.
    private const int UsualDepth = 16;

    /// <summary>What a path names.</summary>
    /// <param name="path">An absolute path.</param>
    /// <param name="followsLast">Whether a link at its end is followed, or is what is meant.</param>
    /// <returns>The node, or null where there is none.</returns>
    /// <exception cref="Refusal">EACCES for a private directory on the way, ELOOP for too many links.</exception>
    public SysfsNode? Find(string path, bool followsLast = true) => Walk(path, followsLast, out _)?.LastOrDefault(("", root)).Node;

    /// <summary>What a path names, for an act that needs it to be there.</summary>
    /// <exception cref="Refusal">ENOENT where there is none, ENOTDIR for a path that runs through an attribute, and as for <see cref="Find"/>.</exception>
    public SysfsNode Require(string path) => Walk(path, followsLast: true, out var absence) is { } trail
        ? trail.LastOrDefault(("", root)).Node
        : throw new Refusal(absence);

    /// <summary>The path of a node without any link in it; null where there is none.</summary>
    public string? Canonical(string path) =>
        Walk(path, followsLast: true, out _) is { } trail ? string.Concat(trail.Select(step => '/' + step.Name)) : null;

    /// <summary>The nodes on the way, the root left out; null where the way ends before the path does.</summary>
    private List<(string Name, SysfsNode Node)>? Walk(string path, bool followsLast, out Errno absence)
    {
        absence = Errno.ENOENT;
        var trail = new List<(string Name, SysfsNode Node)>(UsualDepth);
        var ahead = new Stack<string>(UsualDepth);
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
            if (here is not SysfsDirectory directory)
            {
                absence = Errno.ENOTDIR;
                return null;
            }

            if (directory.IsPrivate && !isRoot()) throw new Refusal(Errno.EACCES);
            if (directory.Find(name) is not { } found) return null;
            if (found is SysfsLink link && (followsLast || ahead.Count > 0))
            {
                if (++links > MaxLinks) throw new Refusal(Errno.ELOOP);
                if (link.Target.StartsWith('/')) trail.Clear();
                Push(ahead, link.Target);
                continue;
            }

            trail.Add((name, found));
        }

        return trail;
    }

    private static void Push(Stack<string> ahead, string path)
    {
        var names = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var i = names.Length - 1; i >= 0; i--) ahead.Push(names[i]);
    }
}
