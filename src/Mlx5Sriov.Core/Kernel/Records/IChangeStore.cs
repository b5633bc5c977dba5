namespace Mlx5Sriov.Kernel.Records;

/// <summary>Where plans leave their traces on a host: locks while they run, and journals from which they can be undone.</summary>
public interface IChangeStore
{
    /// <summary>Takes a lock, if nobody has it. The lock ends when it is disposed, or with the process.</summary>
    /// <param name="name">What is locked: a physical function's PCI address.</param>
    /// <param name="holder">Who takes it, for whoever finds it taken.</param>
    /// <returns>The lock; null while another has it.</returns>
    /// <exception cref="KernelException">The lock file cannot be made: EACCES without root, ENOSPC.</exception>
    /// <exception cref="UntrustedPathException">A file or folder of it is not root's alone.</exception>
    IDisposable? TryLock(string name, LockHolder holder);

    /// <summary>Who has a lock. Asking takes no lock, not for a moment.</summary>
    /// <param name="name">What is locked.</param>
    /// <returns>The holder; null where nobody has it or it does not say.</returns>
    /// <exception cref="KernelException">No permission (EACCES).</exception>
    /// <exception cref="UntrustedPathException">The lock's file or folder is not root's alone.</exception>
    LockHolder? HolderOf(string name);

    /// <summary>Where a journal is, for whoever has to look at it.</summary>
    /// <param name="id">The journal's id.</param>
    /// <returns>The path.</returns>
    string PathOf(string id);

    /// <summary>Saves a journal whole: it is on the disk before this returns, and never half written.</summary>
    /// <param name="id">The journal's id.</param>
    /// <param name="text">Its text.</param>
    /// <exception cref="KernelException">The journal cannot be written: EACCES without root, ENOSPC, EROFS.</exception>
    /// <exception cref="UntrustedPathException">A file or folder of it is not root's alone.</exception>
    void Save(string id, string text);

    /// <summary>Adds to the end of a journal by one write, which the death of this process does not undo; it is not waited for the disk.</summary>
    /// <param name="id">The journal's id.</param>
    /// <param name="text">What is added.</param>
    /// <exception cref="KernelException">There is no such journal (ENOENT), or it cannot be written: EACCES without root, ENOSPC, EROFS.</exception>
    /// <exception cref="UntrustedPathException">A file or folder of it is not root's alone.</exception>
    void Append(string id, string text);

    /// <summary>The ids of the journals there are, the oldest first.</summary>
    /// <returns>The ids.</returns>
    /// <exception cref="KernelException">No permission (EACCES).</exception>
    /// <exception cref="UntrustedPathException">A file or folder of it is not root's alone.</exception>
    IReadOnlyList<string> List();

    /// <summary>Reads a journal.</summary>
    /// <param name="id">The journal's id.</param>
    /// <returns>Its text; null where there is none of that id.</returns>
    /// <exception cref="KernelException">No permission (EACCES).</exception>
    /// <exception cref="UntrustedPathException">A file or folder of it is not root's alone.</exception>
    string? Load(string id);

    /// <summary>Deletes a journal, if there is one of that id.</summary>
    /// <param name="id">The journal's id.</param>
    /// <exception cref="KernelException">No permission (EACCES).</exception>
    /// <exception cref="UntrustedPathException">A file or folder of it is not root's alone.</exception>
    void Delete(string id);
}
