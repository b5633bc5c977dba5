using Mlx5Sriov.Kernel.Files;

namespace Mlx5Sriov.Sysfs;

/// <summary>Which run of the host it is: a random id that the kernel draws when it starts.</summary>
internal static class BootId
{
    /// <summary>The id; null where it cannot be read.</summary>
    /// <remarks>drivers/char/random.c; Documentation/admin-guide/sysctl/kernel.rst.</remarks>
    public static string? Read(IKernelFiles files)
    {
        try
        {
            return files.ReadValue("/proc/sys/kernel/random/boot_id");
        }
        catch (KernelException)
        {
            return null;
        }
    }
}
