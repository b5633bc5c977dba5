using Mlx5Sriov.Kernel;

namespace Mlx5Sriov;

/// <summary>Who uses a VF: a virtual machine or another process through vfio, or a network namespace that holds its net device.</summary>
public sealed record VfHolder
{
    private readonly string _name = "";

    /// <summary>What kind of user it is.</summary>
    public required VfHolderKind Kind { get; init; }

    /// <summary>The virtual machine's, process's or namespace's name; U+FFFD stands for a character that a terminal could take for a command.</summary>
    public required string Name
    {
        get => _name;
        init => _name = PlainText.Of(value);
    }

    /// <summary>The process: QEMU's for a virtual machine; for a namespace without a name, one that lives in it; null otherwise.</summary>
    public int? ProcessId { get; init; }

    /// <summary>The holder as a table shows it.</summary>
    /// <returns><c>VM web01 (pid 4711)</c>, <c>process dpdk-testpmd (pid 99)</c>, <c>netns blue</c>.</returns>
    public override string ToString()
    {
        var kind = Kind switch
        {
            VfHolderKind.VirtualMachine => "VM",
            VfHolderKind.Process => "process",
            _ => "netns",
        };
        return ProcessId is { } pid ? $"{kind} {Name} (pid {pid})" : $"{kind} {Name}";
    }
}
