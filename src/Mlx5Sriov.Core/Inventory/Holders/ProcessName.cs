using Mlx5Sriov.Kernel.Files;

namespace Mlx5Sriov.Inventory.Holders;

/// <summary>A process as an administrator knows it: a virtual machine by its guest's name, any other by its command's.</summary>
/// <remarks>
/// A process chooses its arguments and its name; that it runs a virtual machine only KVM tells, by the file that KVM_CREATE_VM gave it, whose link reads
/// <c>anon_inode:kvm-vm</c> (kvm_dev_ioctl_create_vm in virt/kvm/kvm_main.c).
/// </remarks>
internal static class ProcessName
{
    public static VfHolder Describe(IKernelFiles sysfs, int pid, VfAccess access)
    {
        var arguments = (Read(sysfs, $"/proc/{pid}/cmdline") ?? "").Split('\0', StringSplitOptions.RemoveEmptyEntries);
        var command = Read(sysfs, $"/proc/{pid}/comm")?.TrimEnd('\n') ?? "unknown";
        return RunsGuest(sysfs, pid)
            ? new VfHolder { Kind = VfHolderKind.VirtualMachine, Access = access, Name = GuestName(arguments) ?? command, ProcessId = pid }
            : new VfHolder { Kind = VfHolderKind.Process, Access = access, Name = command, ProcessId = pid };
    }

    private static bool RunsGuest(IKernelFiles sysfs, int pid)
    {
        try
        {
            return sysfs.List($"/proc/{pid}/fd").Any(file => sysfs.ReadLink($"/proc/{pid}/fd/{file}") == "anon_inode:kvm-vm");
        }
        catch (KernelException gone) when (gone.IsPermission || gone.Errno == Errno.ESRCH)
        {
            return false;
        }
    }

    // "-name guest=web01,debug-threads=on" as libvirt writes it, or "-name web01" as people do (qemu-options.hx). A comma in a value is written twice
    // (get_opt_value in QEMU's util/qemu-option.c).
    private static string? GuestName(string[] arguments)
    {
        var at = Array.FindIndex(arguments, a => a is "-name" or "--name");
        if (at < 0 || at + 1 == arguments.Length) return null;
        string[] parts = [.. arguments[at + 1].Replace(",,", "\0", StringComparison.Ordinal).Split(',').Select(p => p.Replace('\0', ','))];
        var guest = parts.FirstOrDefault(p => p.StartsWith("guest=", StringComparison.Ordinal));
        return guest is not null ? guest["guest=".Length..] : parts[0].Contains('=', StringComparison.Ordinal) ? null : parts[0];
    }

    private static string? Read(IKernelFiles sysfs, string path)
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
