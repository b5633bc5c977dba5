using Mlx5Sriov.Simulation.Faults;

namespace Mlx5Sriov.Simulation.Machine;

/// <summary>The ordinary files of the host by their paths, the links to files, and the folders. A folder on the way is no link.</summary>
internal sealed class FileSystem
{
    /// <summary>How many links lead to a file at most (MAXSYMLINKS in include/linux/namei.h).</summary>
    private const int MostLinks = 40;

    private readonly Dictionary<string, SimulatedFile> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal);
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);

    /// <summary>A host with the folders that every distribution has, and no file in them.</summary>
    public FileSystem()
    {
        foreach (var folder in (string[])
            ["/boot", "/etc/default", "/etc/kernel", "/etc/modprobe.d", "/etc/systemd/system", "/etc/udev/rules.d", "/root", "/run", "/tmp", "/var/lib"])
            AddFolder(folder);
    }

    /// <summary>Makes a folder and those on the way to it.</summary>
    public void AddFolder(string path)
    {
        for (; path.Length > 0; path = FolderOf(path)) _folders.Add(path);
    }

    /// <summary>Puts a file at a path, in place of what is there; folders on the way are made.</summary>
    public void Put(string path, SimulatedFile file)
    {
        AddFolder(FolderOf(path));
        _links.Remove(path);
        _files[path] = file;
    }

    /// <summary>Puts a link at a path, in place of what is there; folders on the way are made.</summary>
    public void PutLink(string path, string target)
    {
        AddFolder(FolderOf(path));
        _files.Remove(path);
        _links[path] = target;
    }

    /// <summary>The file at a path itself; null where there is none.</summary>
    public SimulatedFile? At(string path) => _files.GetValueOrDefault(path);

    /// <summary>Whether a path is that of a link.</summary>
    public bool IsLink(string path) => _links.ContainsKey(path);

    /// <summary>Whether a path is that of a folder.</summary>
    public bool IsFolder(string path) => path == "/" || _folders.Contains(path);

    /// <summary>Whether a name is taken, by whatever.</summary>
    public bool IsTaken(string path) => _files.ContainsKey(path) || IsLink(path) || IsFolder(path);

    /// <summary>The path that a path leads to, links followed.</summary>
    /// <exception cref="Refusal">The links lead in a circle.</exception>
    public string Follow(string path)
    {
        for (var i = 0; i < MostLinks; i++)
        {
            if (!_links.TryGetValue(path, out var target)) return path;
            path = Path.GetFullPath(Path.Combine($"{FolderOf(path)}/", target));
        }

        throw new Refusal(Errno.ELOOP);
    }

    /// <summary>Refuses a path that the kernel does not come to: a part on the way is missing, or is a file.</summary>
    /// <exception cref="Refusal">ENOENT or ENOTDIR.</exception>
    public void RequireFolderOf(string path)
    {
        var folder = FolderOf(path);
        if (folder.Length == 0 || _folders.Contains(folder)) return;
        for (var at = folder; at.Length > 0; at = FolderOf(at))
        {
            if (_files.ContainsKey(at)) throw new Refusal(Errno.ENOTDIR);
        }

        throw new Refusal(Errno.ENOENT);
    }

    public void Remove(string path) => _files.Remove(path);

    private static string FolderOf(string path) => path[..path.LastIndexOf('/')];
}
