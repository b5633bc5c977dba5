namespace Mlx5Sriov.Kernel.Files;

/// <summary>The attribute files of a host, with a note of whether any was written: what consists of several writes may be refused before the first.</summary>
/// <param name="files">The files.</param>
internal sealed class NotedKernelFiles(IKernelFiles files) : IKernelFiles
{
    /// <summary>Whether a write was done.</summary>
    public bool IsWritten { get; private set; }

    public string? Read(string path) => files.Read(path);

    public void Write(string path, string text)
    {
        files.Write(path, text);
        IsWritten = true;
    }

    public string? ReadLink(string path) => files.ReadLink(path);

    public IReadOnlyList<string> List(string path) => files.List(path);

    public bool Exists(string path) => files.Exists(path);
}
