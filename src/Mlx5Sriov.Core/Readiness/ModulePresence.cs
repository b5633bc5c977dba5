namespace Mlx5Sriov.Readiness;

/// <summary>Whether a kernel module is there, by the files of the kernel that runs and not by its version: a distribution can leave any out.</summary>
public enum ModulePresence
{
    /// <summary>It is loaded, or part of the kernel itself.</summary>
    Loaded,

    /// <summary>It is not loaded, and modprobe can load it.</summary>
    Available,

    /// <summary>This kernel does not have it.</summary>
    Absent,

    /// <summary>The lists of the kernel's modules cannot be read.</summary>
    Unknown,
}
