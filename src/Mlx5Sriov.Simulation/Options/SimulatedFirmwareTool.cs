namespace Mlx5Sriov.Simulation.Options;

/// <summary>Which program for the adapters' firmware a simulated host has, and whose texts it prints.</summary>
public enum SimulatedFirmwareTool
{
    /// <summary>None.</summary>
    None,

    /// <summary>mstconfig of mstflint 4.21, as in Debian 12: narrow columns, no mark for read-only settings, all errors on standard output.</summary>
    Mstconfig421,

    /// <summary>mstconfig of mstflint 4.26: wider columns, and the mark RO.</summary>
    Mstconfig426,

    /// <summary>mlxconfig of MFT 4.36: the widest columns, and errors on standard error.</summary>
    Mlxconfig436,
}
