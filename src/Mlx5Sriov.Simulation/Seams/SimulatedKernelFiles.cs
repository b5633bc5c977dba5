using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Machine;
using Mlx5Sriov.Simulation.Sysfs;
using Mlx5Sriov.Simulation.Tree;

namespace Mlx5Sriov.Simulation.Seams;

/// <summary>The attribute files of a simulated host.</summary>
internal sealed class SimulatedKernelFiles(Gate gate, SimulatedMachine machine) : IKernelFiles
{
    private readonly SysfsTree _tree = new(HostTree.Of(machine), () => machine.IsRoot);
    private readonly Dictionary<string, string> _replacements = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string? Read(string path) => gate.ReadText(Checked(path), () => $"cat {ShellWord.Quote(path)}", () => ReadNode(path));

    /// <inheritdoc/>
    public void Write(string path, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var line = SysfsText.Line(text);
        gate.Write(Checked(path), $"echo {ShellWord.Words(line)} > {ShellWord.Quote(path)}", line, () => WriteNode(path, line + '\n'));
    }

    /// <inheritdoc/>
    public string? ReadLink(string path) => gate.Read(
        Checked(path), () => $"readlink {ShellWord.Quote(path)}", () => _tree.Find(path, followsLast: false) switch
    {
        SysfsLink { IsPrivate: true } when !machine.IsRoot => throw new Refusal(Errno.EACCES),
        SysfsLink link => link.Target,
        _ => null,
    });

    /// <inheritdoc/>
    public IReadOnlyList<string> List(string path) => gate.Read<IReadOnlyList<string>>(
        Checked(path), () => $"ls {ShellWord.Quote(path)}", () => _tree.Find(path) switch
    {
        SysfsDirectory { IsPrivate: true } when !machine.IsRoot => throw new Refusal(Errno.EACCES),
        SysfsDirectory directory => [.. directory.Names],
        _ => [],
    });

    /// <inheritdoc/>
    public bool Exists(string path) => gate.Read(Checked(path), () => $"test -e {path}", () => _tree.Find(path) is not null);

    /// <summary>Has an attribute read another text than the driver's, whichever way it is reached; null gives the driver's back.</summary>
    public void Replace(string path, string? text) => gate.Locked(() =>
    {
        var canonical = _tree.Canonical(path) ?? throw new ArgumentException($"The simulated host has no '{path}'.", nameof(path));
        if (text is null) _replacements.Remove(canonical);
        else _replacements[canonical] = text;
    });

    private string? ReadNode(string path)
    {
        if (_tree.Find(path) is not { } node) return null;
        if (node is not SysfsAttribute attribute) throw new Refusal(Errno.EISDIR);
        if (attribute.Show is null || (attribute.IsPrivate && !machine.IsRoot)) throw new Refusal(Errno.EACCES);
        if (_replacements.Count > 0 && _replacements.TryGetValue(_tree.Canonical(path)!, out var replacement)) return replacement;
        return attribute.Show();
    }

    private void WriteNode(string path, string text)
    {
        switch (_tree.Require(path))
        {
            case SysfsAttribute { Store: { } store } when machine.IsRoot:
                store(text);
                break;
            case SysfsAttribute:
                throw new Refusal(Errno.EACCES);
            default:
                throw new Refusal(Errno.EISDIR);
        }
    }

    private static string Checked(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.StartsWith('/') ? path : throw new ArgumentException($"'{path}' is not an absolute path.", nameof(path));
    }
}
