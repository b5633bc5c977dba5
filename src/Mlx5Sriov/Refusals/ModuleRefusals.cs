namespace Mlx5Sriov.Refusals;

/// <summary>The refusals that the module gives by itself, beside those of <see cref="RefusalCatalog"/>.</summary>
internal static class ModuleRefusals
{
    public static RefusalEntry RowContradicts { get; } = new("RowContradicts", RefusalKind.InvalidData,
        "A row contradicts itself or another, or is wrong.",
        "Leave one of the two names, addresses, columns or rows out.");

    public static RefusalEntry ForeignObject { get; } = new("ForeignObject", RefusalKind.InvalidType,
        "An object to be written as JSON is not the module's.",
        "Write it with ConvertTo-Json.");

    public static RefusalEntry ConsentNeeded { get; } = new("ConsentNeeded", RefusalKind.WrongState,
        "Something would be lost, and nobody can be asked.",
        "See with -WhatIf what would happen; then give -Force or -Confirm:$false.");

    public static RefusalEntry NotSimulated { get; } = new("NotSimulated", RefusalKind.WrongState,
        "The session is not on a simulated host.",
        "Run Enter-MlxSimulation first.");

    public static RefusalEntry HostUndecided { get; } = new("HostUndecided", RefusalKind.WrongState,
        "Whether the real host is meant is not known any more.",
        "Run Exit-MlxSimulation for the real host, or Enter-MlxSimulation for a simulated one.");

    public static RefusalEntry FaultNotFound { get; } = new("FaultNotFound", RefusalKind.NotFound,
        "No simulated fault has that number.",
        "Use the number that Add-MlxSimulatedFault gave.");

    /// <summary>It ends the call, and so is no exception of a type of its own.</summary>
    public static RefusalEntry SimulationSize { get; } = new("SimulationSize", RefusalKind.InvalidArgument,
        "More was to be simulated than can be (terminating).",
        "Ask for fewer adapters or VFs.");

    public static RefusalEntry NotLinux { get; } = new("NotLinux", RefusalKind.NotSupported,
        "There is no real host here to work on.",
        "Run it on the Linux hypervisor, or run Enter-MlxSimulation.");

    /// <summary>All of them, and those of the library.</summary>
    public static IReadOnlyList<RefusalEntry> All { get; } =
    [
        .. RefusalCatalog.All, RowContradicts, ForeignObject, ConsentNeeded, NotSimulated, HostUndecided, FaultNotFound, SimulationSize, NotLinux,
    ];
}
