using System.Text;

using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Machine;

namespace Mlx5Sriov.Simulation.Seams;

/// <summary>The files of text of a simulated host. A caller who is not root reads what others may read, and writes nothing.</summary>
internal sealed class SimulatedTextFiles(Gate gate, SimulatedMachine machine) : ITextFiles
{
    private FileSystem Files => machine.Files;

    /// <inheritdoc/>
    public TextFile? Read(string path) => gate.Read(
        Checked(path),
        () => $"cat {ShellWord.Quote(path)}",
        () => ReadFile(path),
        fault => ReadFile(path) is { } file ? file with { Text = fault.Text! } : null, kind: KernelAct.UseTextFile);

    /// <inheritdoc/>
    public string Replace(string path, string text)
    {
        var bytes = Bytes(text);
        var backup = "";
        gate.Write(Checked(path), $"tee {ShellWord.Quote(path)}", text, () =>
        {
            Require(bytes);
            var real = Files.Follow(path);
            var old = Existing(real);
            RequireRoot();
            backup = KeepBackup(real, old);
            Files.Put(real, old with { Bytes = bytes });
        }, kind: KernelAct.UseTextFile);
        return backup;
    }

    /// <inheritdoc/>
    public void Create(string path, string text, UnixFileMode mode)
    {
        var bytes = Bytes(text);
        var octal = Convert.ToString((int)mode, 8).PadLeft(3, '0');
        gate.Write(Checked(path), $"install -m {octal} /dev/stdin {ShellWord.Quote(path)}", text, () =>
        {
            Require(bytes);
            Files.RequireFolderOf(path);
            if (Files.IsTaken(path)) throw new Refusal(Errno.EEXIST);
            RequireRoot();
            Files.Put(path, new SimulatedFile(bytes, mode, 0, 0));
        }, kind: KernelAct.UseTextFile);
    }

    /// <inheritdoc/>
    public string? Delete(string path, bool keepsBackup)
    {
        string? backup = null;
        gate.Write(Checked(path), $"rm {ShellWord.Quote(path)}", null, () =>
        {
            if (Files.IsLink(path)) throw new Refusal(Errno.ELOOP);
            if (Files.IsFolder(path)) throw new Refusal(Errno.EISDIR);
            if (Files.At(path) is not { } file) return;
            RequireRoot();
            if (keepsBackup) backup = KeepBackup(path, file);
            Files.Remove(path);
        }, kind: KernelAct.UseTextFile);
        return backup;
    }

    private static byte[] Bytes(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TextFile.Encoding.GetBytes(text);
    }

    private static void Require(byte[] bytes)
    {
        if (bytes.Length > TextFile.LongestLength) throw new Refusal(Errno.EFBIG);
    }

    private static string Text(SimulatedFile file)
    {
        Require(file.Bytes);
        try
        {
            return TextFile.Encoding.GetString(file.Bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new Refusal(Errno.EILSEQ, "the file is not UTF-8");
        }
    }

    private static string Checked(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.StartsWith('/') && !path.Contains('\0', StringComparison.Ordinal)
            ? path
            : throw new ArgumentException($"'{path}' is not an absolute path.", nameof(path));
    }

    private TextFile? ReadFile(string path)
    {
        var real = Files.Follow(path);
        if (Files.IsFolder(real)) throw new Refusal(Errno.EISDIR);
        if (Files.At(real) is not { } file) return null;
        if (!machine.IsRoot && !file.Mode.HasFlag(UnixFileMode.OtherRead)) throw new Refusal(Errno.EACCES);
        return new TextFile(Text(file), file.Mode, file.UserId, file.GroupId);
    }

    private SimulatedFile Existing(string path)
    {
        if (Files.IsFolder(path)) throw new Refusal(Errno.EISDIR);
        Files.RequireFolderOf(path);
        return Files.At(path) ?? throw new Refusal(Errno.ENOENT);
    }

    private string KeepBackup(string path, SimulatedFile file)
    {
        _ = Text(file);
        var attempt = 1;
        while (Files.IsTaken(TextFile.BackupPath(path, machine.Clock.Now, attempt))) attempt++;
        var backup = TextFile.BackupPath(path, machine.Clock.Now, attempt);
        Files.Put(backup, file);
        return backup;
    }

    private void RequireRoot()
    {
        if (!machine.IsRoot) throw new Refusal(Errno.EACCES);
    }
}
