using Mlx5Sriov.Simulation.Faults;

namespace Mlx5Sriov.Simulation.Ofed;

/// <summary>Attributes that have mode 0644 like all of the tree, and refuse what is written.</summary>
internal static class ReadOnlyFile
{
    /// <summary><c>config</c> and <c>stats</c>: the kernel's internal number for "not supported", which no C library knows.</summary>
    public static void Store<T>(T thing, string text) => throw new Refusal(Errno.ENOTSUPP);

    /// <summary>The counters of pages and of meters.</summary>
    public static void StoreCounter<T>(T thing, string text) => throw new Refusal(Errno.EOPNOTSUPP);
}
