using Mlx5Sriov.Kernel.Files;

namespace Mlx5Sriov.Sysfs;

/// <summary>How far the kernel is locked down, as with Secure Boot.</summary>
internal static class KernelLockdown
{
    /// <summary>The mode of a kernel that is not locked down, or is built without lockdown.</summary>
    public const string None = "none";

    private const string Folder = "/sys/kernel/security";
    private const string Name = "lockdown";

    /// <summary>The mode: <c>none</c>, <c>integrity</c> or <c>confidentiality</c>; null where it cannot be read.</summary>
    /// <remarks>
    /// The word in brackets holds (lockdown_read in security/lockdown/lockdown.c). The folder is that of security modules, and lists others where the kernel
    /// has no lockdown.
    /// </remarks>
    public static string? Read(IKernelFiles files)
    {
        try
        {
            return files.ReadValueIfAny($"{Folder}/{Name}") is { } modes
                ? modes.Split(' ').FirstOrDefault(mode => mode.StartsWith('[') && mode.EndsWith(']'))?[1..^1]
                : files.List(Folder) is { Count: > 0 } modules && !modules.Contains(Name) ? None : null;
        }
        catch (KernelException)
        {
            return null;
        }
    }
}
