namespace Mlx5Sriov.Model;

/// <summary>Who uses a VF, and how: a virtual machine or another process, a network namespace that has its net device, or the host itself.</summary>
public sealed record VfHolder
{
    private readonly string _name = "";

    /// <summary>What kind of user it is.</summary>
    public required VfHolderKind Kind { get; init; }

    /// <summary>In which way it holds the VF.</summary>
    public required VfAccess Access { get; init; }

    /// <summary>
    /// The virtual machine's, process's, namespace's or vDPA device's name; U+FFFD stands for a character that a terminal could take for a command.
    /// </summary>
    public required string Name
    {
        get => _name;
        init => _name = PlainText.Of(value);
    }

    /// <summary>The process: QEMU's for a virtual machine; for a namespace without a name, one that lives in it; null otherwise.</summary>
    public int? ProcessId { get; init; }

    /// <summary>Whether the kernel takes the VF away only when the holder lets it go, and cannot be interrupted while it waits.</summary>
    /// <remarks>
    /// vfio_unregister_group_dev in drivers/vfio/vfio_main.c, vhost_vdpa_remove in drivers/vhost/vdpa.c. Verbs end under their user
    /// (ib_uverbs_remove_one in drivers/infiniband/core/uverbs_main.c), and a net device leaves its namespace.
    /// </remarks>
    internal bool IsWaitedFor => Access is VfAccess.Vfio or VfAccess.VhostVdpa;

    /// <summary>The holder as a table shows it.</summary>
    /// <returns><c>VM web01 (pid 4711)</c>, <c>process dpdk-testpmd (pid 99)</c>, <c>netns blue</c>, <c>host vdpa0</c>.</returns>
    public override string ToString()
    {
        var kind = Kind switch
        {
            VfHolderKind.VirtualMachine => "VM",
            VfHolderKind.Process => "process",
            VfHolderKind.Host => "host",
            _ => "netns",
        };
        return ProcessId is { } pid ? $"{kind} {Name} (pid {pid})" : $"{kind} {Name}";
    }
}
