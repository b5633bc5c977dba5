using Mlx5Sriov.Kernel;

namespace Mlx5Sriov.Inventory;

/// <summary>A process as an administrator knows it: a virtual machine by its guest's name, any other by its command's.</summary>
internal static class ProcessName
{
    public static VfHolder Describe(ISysfs sysfs, int pid)
    {
        var arguments = (Read(sysfs, $"/proc/{pid}/cmdline") ?? "").Split('\0', StringSplitOptions.RemoveEmptyEntries);
        var command = Read(sysfs, $"/proc/{pid}/comm")?.TrimEnd('\n') ?? "unknown";
        return arguments.Length > 0 && IsQemu(arguments[0])
            ? new VfHolder { Kind = VfHolderKind.VirtualMachine, Name = GuestName(arguments) ?? command, ProcessId = pid }
            : new VfHolder { Kind = VfHolderKind.Process, Name = command, ProcessId = pid };
    }

    private static bool IsQemu(string program)
    {
        var name = program[(program.LastIndexOf('/') + 1)..];
        return name.StartsWith("qemu", StringComparison.Ordinal) || name is "kvm";
    }

    // "-name guest=web01,debug-threads=on" as libvirt writes it, or "-name web01" as people do (qemu-options.hx).
    private static string? GuestName(string[] arguments)
    {
        var at = Array.FindIndex(arguments, a => a is "-name" or "--name");
        if (at < 0 || at + 1 == arguments.Length) return null;
        var parts = arguments[at + 1].Split(',');
        var guest = parts.FirstOrDefault(p => p.StartsWith("guest=", StringComparison.Ordinal));
        return guest is not null ? guest["guest=".Length..] : parts[0].Contains('=', StringComparison.Ordinal) ? null : parts[0];
    }

    private static string? Read(ISysfs sysfs, string path)
    {
        try
        {
            return sysfs.Read(path);
        }
        catch (KernelException gone) when (gone.IsPermission || gone.Errno == Errno.ESRCH)
        {
            return null;
        }
    }
}
